import type { Alert } from '@fieldloop/domain/records/alert';
import { metrics } from '@fieldloop/domain/metrics';
import { m } from '../../paraglide/messages.js';
import { detailWords } from '../../ui/desk-format/detail-words.ts';
import { formatCount, formatLevel, formatRange, formatRate } from '../../ui/desk-format/numbers.ts';
import type { Locale } from '../../ui/locale.ts';
import { metricName } from './tile-text.ts';

/** What an alert is about: the rule's own title, else metric and level. */
export function alertTitle(
  alert: Alert,
  { site, rule, locale }: { readonly site: string; readonly rule: string | undefined; readonly locale: Locale },
): string {
  const { evidence } = alert;
  const detail = evidence.detail ? ` · ${detailWords(evidence.detail)}` : '';
  if (rule) return m.desk_now_alert_titled({ site, title: `${rule}${detail}` });
  const level =
    metrics.get(evidence.metric)?.unit === 'share'
      ? formatLevel(evidence.level, locale)
      : formatCount(evidence.level, locale);
  const words = { site, metric: metricName(evidence.metric, locale), level };
  return evidence.direction === 'below' ? m.desk_now_alert_below(words) : m.desk_now_alert_above(words);
}

/** What the rule saw: `11.2%（17/152，波动 7.1–17.2）`, or the plain count. */
export function alertEvidence({ evidence }: Alert, locale: Locale): string {
  const { numerator, denominator, low, high } = evidence;
  if (denominator === undefined || denominator === 0 || low === undefined || high === undefined)
    return formatCount(numerator, locale);
  return m.desk_now_alert_evidence({
    value: formatRate(numerator / denominator, locale),
    numerator: formatCount(numerator, locale),
    denominator: formatCount(denominator, locale),
    range: formatRange(low, high, locale),
  });
}

import { metrics } from '@fieldloop/domain/metrics';
import { m } from '../../paraglide/messages.js';
import type { OutputOf } from '../../runtime/api/call.ts';
import { counterWords } from '../../ui/desk-format/counter-words.ts';
import { detailWords } from '../../ui/desk-format/detail-words.ts';
import { formatDuration } from '../../ui/desk-format/instants.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import { formatCount, formatRange, formatRate } from '../../ui/desk-format/numbers.ts';
import type { Locale } from '../../ui/locale.ts';

export type InboxEntry = OutputOf<'inbox.list'>['entries'][number];

/** What an entry says, in the reader's language: a headline and, where there are figures, what the rule saw. */
export function entryWords(
  { kind, params }: Pick<InboxEntry, 'kind' | 'params'>,
  locale: Locale,
): { readonly title: string; readonly detail?: string | undefined } {
  const text = (name: string) => (params[name] === undefined ? '' : String(params[name]));
  const site = (locale === 'en' && text('siteNameEn')) || text('siteName');
  const title = [site, text('ruleTitle'), params['detail'] === undefined ? '' : detailWords(text('detail'))]
    .filter(Boolean)
    .join(' · ');
  switch (kind) {
    case 'alert-fired':
      return { title: m.desk_inbox_fired({ title }), detail: figures(params, locale) };
    case 'alert-not-acknowledged':
      return { title: m.desk_inbox_not_acknowledged({ title }), detail: figures(params, locale) };
    case 'alert-cleared':
      return {
        title: m.desk_inbox_cleared({ title }),
        detail:
          typeof params['minutes'] === 'number'
            ? m.desk_inbox_lasted({ duration: formatDuration(params['minutes'] * 60_000, locale) })
            : undefined,
      };
    case 'alert-group':
      return {
        title: m.desk_inbox_group({ count: Number(params['count'] ?? 0), title: text('ruleTitle') }),
        detail: text('siteNames') || undefined,
      };
    case 'facts-lost':
      return { title: m.desk_inbox_facts_lost({ count: Number(params['count'] ?? 0) }), detail: m.desk_inbox_facts_lost_detail({ person: text('person') }) };
    case 'ledger-behind':
      return { title: m.desk_inbox_ledger_behind(), detail: m.desk_inbox_ledger_behind_detail() };
    case 'digest':
      return { title: m.desk_inbox_digest({ count: Number(params['count'] ?? 0) }) };
    case 'test':
      return { title: m.desk_inbox_test() };
  }
}

function figures(params: InboxEntry['params'], locale: Locale): string | undefined {
  const number = (name: string) => (typeof params[name] === 'number' ? params[name] : undefined);
  const [numerator, denominator, low, high] = [
    number('numerator'),
    number('denominator'),
    number('low'),
    number('high'),
  ];
  const metric = metrics.get(String(params['metric']));
  const name = metric ? localText(metric.title, locale) : counterWords(String(params['metric']));
  if (numerator === undefined) return name;
  if (!denominator || low === undefined || high === undefined) {
    const count = formatCount(numerator, locale);
    return name === undefined ? count : m.desk_inbox_counted({ name, count });
  }
  const said = m.desk_now_alert_evidence({
    value: formatRate(numerator / denominator, locale),
    numerator: formatCount(numerator, locale),
    denominator: formatCount(denominator, locale),
    range: formatRange(low, high, locale),
  });
  return [name, said].filter(Boolean).join(' ');
}

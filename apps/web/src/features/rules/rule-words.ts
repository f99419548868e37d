import { metrics } from '@fieldloop/domain/metrics';
import type { RuleSettings } from '@fieldloop/domain/rules';
import { m } from '../../paraglide/messages.js';
import { counterWords } from '../../ui/desk-format/counter-words.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import { formatCount, formatLevel } from '../../ui/desk-format/numbers.ts';
import type { Locale } from '../../ui/locale.ts';

/** A rule's condition in one line: what, against what, over which window, with how many people, how often in a row. */
export function conditionWords(
  { condition, evaluations }: Pick<RuleSettings, 'condition' | 'evaluations'>,
  locale: Locale,
): string {
  if (condition.kind === 'silence') return m.desk_rule_says_silence({ minutes: condition.minutes });
  if (condition.kind === 'count') {
    return m.desk_rule_says_count({
      counter: counterWords(condition.counter) ?? condition.counter,
      count: formatCount(condition.atLeast, locale),
      minutes: condition.minutes,
      grouped: condition.groupBy === 'detail' ? m.desk_rule_says_grouped() : '',
    });
  }
  const metric = metrics.get(condition.metric);
  const words = {
    metric: metric ? localText(metric.title, locale) : condition.metric,
    level: formatLevel(condition.level, locale),
    window:
      condition.window.kind === 'rolling'
        ? m.desk_rule_window_rolling({ minutes: condition.window.minutes })
        : m.desk_rule_window_day(),
    minimum: formatCount(condition.minimum, locale),
    evaluations,
  };
  return condition.direction === 'below' ? m.desk_rule_says_below(words) : m.desk_rule_says_above(words);
}

/** Counters that a rule of this form can watch. */
export const watchedCounters = ['sizeMissing', 'complaint', 'leftWithout', 'triedOn'] as const;

const severityNames = {
  critical: m.desk_rule_severity_critical,
  attention: m.desk_rule_severity_attention,
  info: m.desk_rule_severity_info,
} as const;

export function ruleSeverityWords(severity: RuleSettings['severity']): string {
  return severityNames[severity]();
}

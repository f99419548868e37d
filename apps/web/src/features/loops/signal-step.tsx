import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useRecordsIn } from '../../runtime/react/use-records.ts';
import { formatCount, formatLevel, formatRange, formatRate } from '../../ui/desk-format/numbers.ts';
import { listOf } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import { SignalQuote } from './signal-quote.tsx';
import { Step, type StepParts } from './step.tsx';

const shownAtFirst = 2;

/** Why the loop opened: alerts with what they saw, issues and proposals in their author's words. */
export function SignalStep({ loop, directory, when, metricName }: StepParts) {
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const scopes = loop.sites.map((site) => `site:${site}` as const);
  const ids = new Set(loop.signals.map(({ id }) => id));
  const items = (useRecordsIn(scopes, 'item').value ?? [])
    .map(({ record }) => record)
    .filter(({ id }) => ids.has(id))
    .sort((left, right) => left.openedAt - right.openedAt);
  const alerts = (useRecordsIn(scopes, 'alert').value ?? [])
    .map(({ record }) => record)
    .filter(({ id }) => ids.has(id))
    .sort((left, right) => left.firedAt - right.firedAt);
  const [first] = alerts;
  const counts = {
    alerts: loop.signals.filter(({ kind }) => kind === 'alert').length,
    issues: items.filter(({ kind }) => kind === 'issue').length,
    content: items.filter(({ kind }) => kind === 'content').length,
  };
  const joined = [
    ...(counts.alerts > 0 ? [m.desk_loop_signals_alerts({ count: counts.alerts })] : []),
    ...(counts.issues > 0 ? [m.desk_loop_signals_issues({ count: counts.issues })] : []),
    ...(counts.content > 0 ? [m.desk_loop_signals_content({ count: counts.content })] : []),
  ];
  const shown = all ? items : items.slice(0, shownAtFirst);
  return (
    <Step number={1} title={m.desk_loop_step_signal()} note={when(first?.firedAt ?? loop.openedAt)} done>
      {first && <p>{sayAlert()}</p>}
      <p>{joined.length === 0 ? m.desk_loop_signals_none() : m.desk_loop_signals_joined({ list: listOf(joined, locale) })}</p>
      {shown.map((item) => (
        <SignalQuote key={item.id} item={item} person={directory.personName(item.by)} when={when(item.openedAt)} />
      ))}
      {items.length > shownAtFirst && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="justify-self-start font-semibold text-accent underline-offset-4 hover:underline pointer-coarse:min-h-11"
        >
          {all ? m.desk_loop_signals_fewer() : m.desk_loop_signals_more({ count: items.length - shownAtFirst })}
        </button>
      )}
    </Step>
  );

  function sayAlert(): string {
    if (!first) return '';
    const { metric, numerator, denominator, low, high, level, direction } = first.evidence;
    if (!denominator || low === undefined || high === undefined) {
      return m.desk_loop_signal_count({
        metric: metricName(metric),
        value: formatCount(numerator, locale),
        level: formatCount(level, locale),
      });
    }
    return m.desk_loop_signal_alert({
      metric: metricName(metric),
      value: formatRate(numerator / denominator, locale),
      numerator: formatCount(numerator, locale),
      denominator: formatCount(denominator, locale),
      range: formatRange(low, high, locale),
      direction: direction === 'below' ? m.desk_loop_signal_below() : m.desk_loop_signal_above(),
      level: formatLevel(level, locale),
    });
  }
}

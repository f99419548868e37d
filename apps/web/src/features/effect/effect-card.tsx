import { m } from '../../paraglide/messages.js';
import { localText } from '../../ui/desk-format/local-text.ts';
import { formatCount, formatPoints, formatRange, formatRate, formatRatio } from '../../ui/desk-format/numbers.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import type { Effect } from './effect.ts';
import { effectSentence, gradeWords, revisionLabel } from './effect-sentence.ts';
import { IntervalStrip } from './interval-strip.tsx';

interface EffectCardProps {
  readonly effect: Effect;
  /** The metric's name. */
  readonly metric: string;
  /** Other metrics of the same revision, told in one line each. */
  readonly others?: readonly { readonly metric: string; readonly effect: Effect }[];
}

/** Before → after by the revision in force: points, interval, grade in words, n, method, and one sentence. */
export function EffectCard({ effect, metric, others = [] }: EffectCardProps) {
  const locale = useLocale();
  const { difference, before, after } = effect;
  const sure = effect.grade !== 'D';
  return (
    <section
      aria-label={`${m.desk_effect_title()} · ${metric}`}
      className="rounded-[16px] border border-line bg-raised p-5 shadow-card"
    >
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="font-semibold text-ink-2">{metric}</h2>
        <span
          className={`rounded-small border-2 px-2.5 py-0.5 text-s font-bold ${sure ? 'border-accent text-accent' : 'border-line-strong text-ink-2'}`}
        >
          {gradeWords(effect)}
        </span>
      </div>
      <p
        className={`text-[2.75rem] leading-[1.1] font-bold tracking-[-0.03em] whitespace-nowrap ${sure ? '' : 'text-ink-3'}`}
      >
        {difference ? formatPoints(difference.point, locale) : m.desk_none()}{' '}
        <span className="text-[1rem] tracking-normal">{m.desk_effect_points()}</span>
      </p>
      {before.rate !== undefined && after.rate !== undefined && (
        <p className="text-ink-3">
          {m.desk_effect_change({ before: formatRate(before.rate, locale), after: formatRate(after.rate, locale) })}
        </p>
      )}
      {difference && <IntervalStrip {...difference} />}
      <dl className="mt-3 grid grid-cols-[2fr_3fr] gap-x-3.5 sm:grid-cols-[auto_1fr] gap-y-1 [&_dd]:text-right [&_dt]:text-ink-3">
        {rowsOf(effect, locale).map(([term, value]) => (
          <Row key={term} term={term} value={value} />
        ))}
        {others.map((other) => (
          <Row key={other.metric} term={other.metric} value={otherLine(other.effect, locale)} />
        ))}
        {effect.controls.map((control) => (
          <Row
            key={control.site}
            term={m.desk_effect_control({ site: localText(control.name, locale) })}
            value={
              control.difference
                ? m.desk_effect_control_value({ points: formatPoints(control.difference.point, locale) })
                : m.desk_none()
            }
          />
        ))}
      </dl>
      <p className="mt-3 border-t border-line pt-3 text-ink-2">
        {effectSentence(effect, { metric, revision: revisionLabel(effect.revision), locale })}
      </p>
    </section>
  );
}

function Row({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  );
}

function rowsOf(effect: Effect, locale: Locale): readonly (readonly [string, string])[] {
  const { before, after, ratio } = effect;
  return [
    [m.desk_effect_method(), effect.method === 'none' ? m.desk_effect_method_none() : m.desk_effect_method_mh()],
    [m.desk_effect_by(), effect.by === 'inForce' ? m.desk_effect_by_in_force() : m.desk_effect_by_in_hand()],
    [
      nWord(effect.metric),
      m.desk_effect_n_value({ before: formatCount(before.n, locale), after: formatCount(after.n, locale) }),
    ],
    [m.desk_effect_days(), m.desk_effect_days_value({ before: before.days, after: after.days })],
    ...(ratio
      ? [
          [
            m.desk_effect_ratio(),
            m.desk_effect_ratio_value({
              ratio: formatRatio(ratio.point, locale),
              range: formatRange(ratio.low, ratio.high, locale, 1, 2),
            }),
          ] as const,
        ]
      : []),
  ];
}

function otherLine({ before, after, ratio }: Effect, locale: Locale): string {
  if (before.rate === undefined || after.rate === undefined) return m.desk_effect_grade_d();
  const rates = { before: formatRate(before.rate, locale), after: formatRate(after.rate, locale) };
  if (!ratio) return m.desk_effect_change(rates);
  return m.desk_effect_other_value({
    ...rates,
    ratio: formatRatio(ratio.point, locale),
    range: formatRange(ratio.low, ratio.high, locale, 1, 2),
  });
}

function nWord(metric: string): string {
  if (metric === 'entry-rate') return m.desk_effect_n_passers();
  return metric === 'conversion' || metric === 'try-on-rate' ? m.desk_effect_n_visitors() : m.desk_effect_n();
}

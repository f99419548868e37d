import { m } from '../../paraglide/messages.js';
import { formatRate } from '../../ui/desk-format/numbers.ts';
import type { Locale } from '../../ui/locale.ts';
import type { ExecutionDay } from './loop-insight.ts';

export interface ExecutionRun {
  readonly days: readonly {
    readonly day: string;
    readonly done: number;
    readonly due: number;
    readonly rate: number;
  }[];
  readonly triggered: number;
  /** Days on which steps were due and nobody recorded anything: not counted as zero. */
  readonly silent: number;
}

/** One revision at one site, in order; days with nothing due or nothing recorded are left out. */
export function executionOf(days: readonly ExecutionDay[], revision: string, site: string): ExecutionRun {
  const byDay = new Map<string, { done: number; due: number }>();
  let triggered = 0;
  for (const entry of days) {
    if (entry.revision !== revision || entry.site !== site) continue;
    const sum = byDay.get(entry.day) ?? { done: 0, due: 0 };
    byDay.set(entry.day, { done: sum.done + entry.done, due: sum.due + entry.due });
    triggered += entry.triggered;
  }
  const ordered = [...byDay].sort(([left], [right]) => left.localeCompare(right));
  const due = ordered.filter(([, sum]) => sum.due > 0);
  const recorded = due.filter(([, sum]) => sum.done > 0);
  return {
    triggered,
    silent: due.length - recorded.length,
    days: recorded.map(([day, sum]) => ({ day, ...sum, rate: sum.done / sum.due })),
  };
}

/** Done ÷ due over all the days; undefined when nothing was due. */
export function overall(run: ExecutionRun): number | undefined {
  const due = run.days.reduce((sum, day) => sum + day.due, 0);
  return due === 0 ? undefined : run.days.reduce((sum, day) => sum + day.done, 0) / due;
}

/**
 * The first day (from 1) after which pooled execution stays: every later day within 5 points of the pool from there on.
 * Undefined when fewer than three days have settled.
 */
export function steadyFrom(run: ExecutionRun): { readonly day: number; readonly rate: number } | undefined {
  for (let start = 0; start + 3 <= run.days.length; start += 1) {
    const rest = { ...run, days: run.days.slice(start) };
    const rate = overall(rest);
    if (rate !== undefined && rest.days.every((day) => Math.abs(day.rate - rate) <= 0.05))
      return { day: start + 1, rate };
  }
  return undefined;
}

/** `56% → 85% → 94%，第 4 天起平均 96%。` The day on which it settles is told with its own figure, those after it as one. */
export function executionSentence(run: ExecutionRun, locale: Locale): string {
  if (run.days.length === 0) return m.desk_loop_execution_none();
  const steady = steadyFrom(run);
  if (steady?.day === 1) return m.desk_loop_execution_steady({ rate: formatRate(steady.rate, locale, 0) });
  const leading = run.days.slice(0, Math.min(steady ? steady.day : run.days.length, 5));
  const later = run.days.slice(leading.length);
  const ending = overall({ ...run, days: later });
  const steps = leading.map((day) => formatRate(day.rate, locale, 0)).join(' → ');
  if (ending === undefined) return `${steps}${locale === 'en' ? '.' : '。'}`;
  return m.desk_loop_execution_later({ steps, day: leading.length + 1, rate: formatRate(ending, locale, 0) });
}

/** Was the plan or the execution to blame for a low figure before? Said only where the parts allow it. */
export function blameSentence({
  before,
  latest,
  metric,
  value,
  low,
  locale,
}: {
  readonly before: number | undefined;
  readonly latest: number | undefined;
  readonly metric: string;
  readonly value: number | undefined;
  readonly low: boolean;
  readonly locale: Locale;
}): string | undefined {
  if (latest !== undefined && latest < 0.7)
    return m.desk_loop_execution_execution({ rate: formatRate(latest, locale, 0) });
  if (before === undefined) return undefined;
  const rate = formatRate(before, locale, 0);
  if (before >= 0.85 && low && value !== undefined)
    return m.desk_loop_execution_plan({ rate, metric, value: formatRate(value, locale) });
  return m.desk_loop_execution_before({ rate });
}

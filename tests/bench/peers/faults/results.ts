import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './run-schedule.ts';

/** The verdicts of one engine, a line each, written as they come: a stop in the middle loses nothing. */
export interface Results {
  readonly verdicts: readonly Verdict[];
  readonly add: (verdict: Verdict) => void;
}

/** One line of the table: sums, and what is wrong per 1,000 schedules. */
export interface Row {
  readonly schedules: number;
  readonly saved: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly duplicatedWithKey?: number;
  readonly stalled: number;
  /** Median and worst seconds from the last fault until nothing was left to send. */
  readonly healedMedian: number;
  readonly healedWorst: number;
}

/**
 * Opens `<folder>/<engine>.jsonl`. Begins anew unless `resume`; then what is there counts, if it was made by the same
 * versions. A last line that was cut off is left out, and its schedule is run again.
 */
export function openResults(folder: string, engine: string, versions: string, resume: boolean): Results {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${engine}.jsonl`);
  const verdicts: Verdict[] = [];
  const lines = resume && existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const [head = JSON.stringify({ versions }), ...rest] = lines;
  const { versions: before } = JSON.parse(head) as { versions: string };
  if (before !== versions) throw new Error(`${file} is of ${before}, not of ${versions}: run without --resume`);
  verdicts.push(...rest.map((line) => JSON.parse(line) as Verdict));
  writeFileSync(file, [head, ...rest].map((line) => `${line}\n`).join(''));
  return {
    verdicts,
    add(verdict) {
      verdicts.push(verdict);
      appendFileSync(file, `${JSON.stringify(verdict)}\n`);
    },
  };
}

export function rowOf(verdicts: readonly Verdict[]): Row {
  const sum = (of: (verdict: Verdict) => number): number => verdicts.reduce((total, verdict) => total + of(verdict), 0);
  const perThousand = (count: number): number => Number(((1_000 * count) / Math.max(1, verdicts.length)).toFixed(1));
  const healed = verdicts.map((verdict) => verdict.healed).toSorted((left, right) => left - right);
  return {
    schedules: verdicts.length, saved: sum(({ saved }) => saved),
    lost: perThousand(sum(({ lost }) => lost)),
    duplicated: perThousand(sum(({ duplicated }) => duplicated)),
    ...(verdicts.some(({ duplicatedWithKey }) => duplicatedWithKey !== undefined) && {
      duplicatedWithKey: perThousand(sum(({ duplicatedWithKey = 0 }) => duplicatedWithKey)),
    }),
    stalled: perThousand(sum(({ stalled }) => stalled)),
    healedMedian: healed[healed.length >> 1] ?? 0, healedWorst: healed.at(-1) ?? 0,
  };
}

/** What befell the requests of all schedules, by kind. */
export function faultsOf(verdicts: readonly Verdict[]): ReadonlyMap<string, number> {
  const faults = new Map<string, number>();
  for (const verdict of verdicts) for (const [what, times] of Object.entries(verdict.faults)) faults.set(what, (faults.get(what) ?? 0) + times);
  return faults;
}

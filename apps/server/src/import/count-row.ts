import type { Payloads } from '@fieldloop/domain/payloads';

/** One interval of one counter, as a file tells it. */
export interface CountRow {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Name of the counting device; several may stand at one site. */
  readonly sensor: string;
  readonly counter: Payloads['people-counted']['counter'];
  /** Start of the interval, ms UTC. */
  readonly from: number;
  readonly minutes: number;
  /** Zero says that the sensor worked and nobody came. */
  readonly count: number;
  readonly zone?: string | undefined;
}

/** A line that cannot be taken, and what in it is wrong. */
export interface RowProblem {
  readonly line: number;
  readonly reason: ProblemReason;
  /** What stands there, cut short; or the line that it collides with. */
  readonly found: string;
}

/** What a file says. Rows are in the file's order. */
export interface CountFile {
  readonly rows: readonly CountRow[];
  readonly problems: readonly RowProblem[];
}

/** Why a line cannot be taken; each with what the person at the terminal reads. */
export const problemWords = {
  'column-missing': (found) => `the heading has no column ${found}; it needs start, minutes, counter, count (and may have sensor, zone)`,
  'wrong-fields': (found) => `expected as many fields as the heading has, or flow,date,time,count; found ${found}`,
  'bad-flow': (found) => `the flow is ${found}; 7 is out and 9 is in`,
  'bad-time': (found) => `${found} is no date and time; write 2026-07-18T14:30, or with an offset 2026-07-18T14:30:00+08:00`,
  'no-such-time': (found) => `${found} was skipped by the clock change at the site: that time does not exist`,
  'too-long-ago': (found) => `the interval that starts at ${found} lies before the year 2000`,
  'in-the-future': (found) => `the interval that starts at ${found} has not ended yet`,
  'bad-minutes': (found) => `minutes is ${found}; it must be a whole number from 1 to 1440`,
  'bad-counter': (found) => `the counter is ${found}; it must be passedBy, entered, exited, triedOn or zoneEntered`,
  'bad-count': (found) => `the count is ${found}; it must be a whole number from 0 to 100000`,
  'bad-name': (found) => `${found} is no name of a sensor or zone; use letters, digits and . _ @ : - (64 at most)`,
  'unknown-zone': (found) => `the site has no zone ${found}`,
  'zone-missing': () => 'zoneEntered needs a zone',
  overlaps: (found) => `it covers time that line ${found} covers already, for the same sensor and counter`,
} as const satisfies Record<string, (found: string) => string>;

export type ProblemReason = keyof typeof problemWords;

/** `line 12: the count is -3; it must be …` */
export function problemText({ line, reason, found }: RowProblem): string {
  return `line ${line}: ${problemWords[reason](found)}`;
}

/** What stands in a field, for a sentence. */
export function quoted(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return `"${short}"`;
}

/** A whole number from `least` to `most`, or undefined. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,9}$/.test(text.trim())) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

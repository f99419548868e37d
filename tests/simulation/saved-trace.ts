import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decisions, WorldReport } from '@fieldloop/sync/simulation';

/** A run that broke a law: enough to play it again over any store, and its events for reading. */
export interface SavedTrace {
  readonly seed: number;
  /** The planted bug it was made with; absent when the core itself broke a law. */
  readonly bug?: string | undefined;
  readonly violations: readonly string[];
  /** Where each thing struck and what was drawn, by `actor question`: this, not the seed, is what is replayed. */
  readonly decisions: Decisions;
  readonly events: readonly string[];
}

const folder = join(import.meta.dirname, 'failures');

/** Writes a recorded run to `failures/` and returns the path. */
export function saveTrace(report: WorldReport, bug?: string): string {
  if (!report.decisions) throw new Error(`world ${report.seed} was run without recording its decisions`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${bug === undefined ? '' : `${bug.replaceAll(/[^a-z0-9]+/gi, '-')}-`}seed-${report.seed}.json`);
  const { seed, violations, decisions, events } = report;
  writeFileSync(path, textOf({ seed, ...(bug === undefined ? {} : { bug }), violations, decisions, events }));
  return path;
}

export function readTrace(path: string): SavedTrace {
  const { run, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as { run: Omit<SavedTrace, 'decisions' | 'events'> } & Pick<SavedTrace, 'decisions' | 'events'>;
  return { ...run, ...rest };
}

/** What is told at the end is the whole ledger. */
const LONGEST_EVENT = 300;

/** JSON with one decision or event a line. */
function textOf({ decisions, events, ...rest }: SavedTrace): string {
  const lines = Object.keys(decisions).sort().map((key) => `    ${JSON.stringify(key)}: ${JSON.stringify(decisions[key])}`);
  const told = events.map((event) => `    ${JSON.stringify(event.slice(0, LONGEST_EVENT))}`);
  return `{\n  "run": ${JSON.stringify(rest)},\n  "decisions": {\n${lines.join(',\n')}\n  },\n  "events": [\n${told.join(',\n')}\n  ]\n}\n`;
}

import { parentPort, workerData } from 'node:worker_threads';
import { runWorld } from '@fieldloop/sync/simulation';
import { saveTrace } from './saved-trace.ts';
import { settle } from './settle.ts';
import { addUp, emptySum } from './sum.ts';

// One core's share of the seeds: every `step`th from `first`. Tells its sum now and then, and at the end.

export interface Share {
  readonly first: number;
  readonly end: number;
  readonly step: number;
}

const TOLD_EVERY = 20;
// Lost connections are thrown by the thousand, and nobody reads where.
Error.stackTraceLimit = 0;

const { first, end, step } = workerData as Share;
let sum = emptySum;
let untold = 0;
for (let seed = first; seed < end; seed += step) {
  const report = await runWorld({ seed, settle });
  sum = addUp(sum, report);
  if (report.violations.length > 0) {
    // Again with everything written down: what is rare is not worth slowing the rest.
    const path = saveTrace(await runWorld({ seed, settle, record: true }));
    parentPort?.postMessage({ failed: { seed, path, violations: report.violations } });
  }
  untold += 1;
  if (untold < TOLD_EVERY && seed + step < end) continue;
  parentPort?.postMessage({ sum });
  sum = emptySum;
  untold = 0;
}

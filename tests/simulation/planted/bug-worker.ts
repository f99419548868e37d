import { parentPort, workerData } from 'node:worker_threads';
import { saveTrace } from '../saved-trace.ts';
import { settle } from '../settle.ts';
import { plant } from './plant.ts';
import { plantedBugs } from './planted-bugs.ts';

// Runs worlds over a core with one bug in it, from seed 1, until a law notices.

export interface Hunt {
  readonly bug: string;
  readonly limit: number;
}

/** `seeds` is how many worlds it took; absent when none of them noticed. */
export interface Found {
  readonly seeds?: number | undefined;
  readonly violation?: string | undefined;
  readonly path?: string | undefined;
}

const { bug: name, limit } = workerData as Hunt;
const planted = plantedBugs.find((bug) => bug.name === name);
if (!planted) throw new Error(`no planted bug is named ${name}`);
plant(planted);
const { runWorld } = await import('@fieldloop/sync/simulation');
Error.stackTraceLimit = 0;

let found: Found = {};
for (let seed = 1; seed <= limit; seed += 1) {
  const { violations } = await runWorld({ seed, settle });
  if (violations.length === 0) continue;
  found = { seeds: seed, violation: violations[0], path: saveTrace(await runWorld({ seed, settle, record: true }), name) };
  break;
}
parentPort?.postMessage(found);

import { parentPort, workerData } from 'node:worker_threads';
import { exploreSmallWorlds, type Mishaps } from '@fieldloop/sync/simulation';
import { settleSoon } from './settle.ts';

/** One part of the exploration. */
export interface Part {
  readonly scenario: string;
  readonly mishaps: Mishaps;
}

Error.stackTraceLimit = 0;
const { scenario, mishaps } = workerData as Part;
parentPort?.postMessage(await exploreSmallWorlds(scenario, mishaps, settleSoon));

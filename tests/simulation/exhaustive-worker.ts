import { parentPort, workerData } from 'node:worker_threads';
import { exploreSmallWorlds } from '@fieldloop/sync/simulation';
import { settle } from './settle.ts';

Error.stackTraceLimit = 0;
const { scenario, most } = workerData as { readonly scenario: string; readonly most: number };
parentPort?.postMessage(await exploreSmallWorlds(scenario, settle, most));

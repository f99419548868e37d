import { Worker } from 'node:worker_threads';
import { addUp, everyMishap, scenarios, type Explored } from '@fieldloop/sync/simulation';
import type { Part } from './exhaustive-worker.ts';

/** Every interleaving of every scenario, so many parts at a time; `told` hears of each part as it ends. */
export async function exploreExhaustively(
  options: { readonly most: number; readonly cores: number },
  told: (part: Part, explored: Explored) => void,
): Promise<ReadonlyMap<string, Explored>> {
  const left = Object.keys(scenarios).flatMap((scenario) => everyMishap(scenario, options.most).map((mishaps): Part => ({ scenario, mishaps })));
  const sums = new Map<string, Explored>();
  async function explore(): Promise<void> {
    for (let part = left.shift(); part; part = left.shift()) {
      const explored = await exploreOne(part);
      const sum = sums.get(part.scenario);
      sums.set(part.scenario, sum ? addUp(sum, explored) : explored);
      told(part, explored);
    }
  }
  await Promise.all(Array.from({ length: options.cores }, explore));
  return sums;
}

function exploreOne(part: Part): Promise<Explored> {
  const worker = new Worker(new URL('./exhaustive-worker.ts', import.meta.url), { workerData: part });
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error(`exploring "${part.scenario}" ended without a word`)));
  });
}

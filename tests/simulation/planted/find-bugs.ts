import { Worker } from 'node:worker_threads';
import type { Found, Hunt } from './bug-worker.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Hunts each bug in worlds 1…limit, so many bugs at a time. `told` hears of each as it ends. */
export async function findBugs(
  bugs: readonly PlantedBug[],
  options: { readonly limit: number; readonly cores: number },
  told: (bug: PlantedBug, found: Found) => void,
): Promise<void> {
  const left = [...bugs];
  async function hunt(): Promise<void> {
    for (let bug = left.shift(); bug; bug = left.shift()) told(bug, await findBug(bug, options.limit));
  }
  await Promise.all(Array.from({ length: options.cores }, hunt));
}

/** Runs one bug in a worker of its own: each loads its own core. */
export function findBug({ name }: PlantedBug, limit: number): Promise<Found> {
  const hunt: Hunt = { bug: name, limit };
  const worker = new Worker(new URL('./bug-worker.ts', import.meta.url), { workerData: hunt });
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', (cause) => reject(new Error(`hunting "${name}" failed`, { cause })));
    worker.on('exit', () => reject(new Error(`hunting "${name}" ended without a word`)));
  });
}

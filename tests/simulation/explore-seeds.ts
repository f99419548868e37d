import { Worker } from 'node:worker_threads';
import type { Share } from './seed-worker.ts';
import { emptySum, join, type Sum } from './sum.ts';

interface Failed {
  readonly seed: number;
  readonly path: string;
  readonly violations: readonly string[];
}

/** Runs the worlds [first, first + seeds) on as many cores. `told` hears the sum so far, `failed` each broken world. */
export async function exploreSeeds(
  options: { readonly first: number; readonly seeds: number; readonly cores: number },
  told: (sum: Sum) => void,
  failed: (world: Failed) => void,
): Promise<Sum> {
  const { first, seeds, cores } = options;
  let sum = emptySum;
  const workers = Array.from({ length: Math.min(cores, seeds) }, (_, core) => {
    const share: Share = { first: first + core, end: first + seeds, step: Math.min(cores, seeds) };
    const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), { workerData: share });
    worker.on('message', (message: { sum?: Sum; failed?: Failed }) => {
      if (message.sum) told((sum = join(sum, message.sum)));
      if (message.failed) failed(message.failed);
    });
    return new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
    });
  });
  await Promise.all(workers);
  return sum;
}

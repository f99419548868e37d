import { Worker } from 'node:worker_threads';
import { scenarios, type Explored } from '@fieldloop/sync/simulation';

/** Every interleaving of every scenario, a worker for each; `told` hears of each as it ends. */
export async function exploreExhaustively(most: number, told: (explored: Explored) => void): Promise<readonly Explored[]> {
  return Promise.all(Object.keys(scenarios).map((scenario) => new Promise<Explored>((resolve, reject) => {
    const worker = new Worker(new URL('./exhaustive-worker.ts', import.meta.url), { workerData: { scenario, most } });
    worker.on('message', (explored: Explored) => {
      told(explored);
      resolve(explored);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error(`exploring "${scenario}" ended without a word`)));
  })));
}

import { Worker } from 'node:worker_threads';
import type { Replay, Replayed } from './replay-worker.ts';

/** Plays a saved trace again, in a worker of its own: its core may have a bug in it. */
export function replay(options: Replay): Promise<Replayed> {
  const worker = new Worker(new URL('./replay-worker.ts', import.meta.url), { workerData: options });
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error(`the replay of ${options.path} ended without a word`)));
  });
}

import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { BenchServer } from '../../sync/bench-server.ts';

/** The whole product over a durable PostgreSQL, in a process of its own. */
export async function startProduct(): Promise<{ readonly product: BenchServer; readonly stop: () => Promise<void> }> {
  const child = fork(join(import.meta.dirname, '../../sync/bench-server.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const product = await new Promise<BenchServer>((resolve, reject) => {
    child.once('message', (message) => resolve(message as BenchServer));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  return {
    product,
    stop: () => new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.disconnect();
    }),
  };
}

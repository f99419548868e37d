import { write } from '../../runtime/fact-store.ts';
import type { PadCounter } from './pads.ts';

/** Resolves once all is written, whatever became of it. */
let written: Promise<unknown> = Promise.resolve();

/** Writes a tap of `n` people, `sampled` in a sample window. Resolves when it would survive the power going off, or is held because the phone is full. */
export async function countTap(counter: Exclude<PadCounter, 'receipt'>, n: number, shift: string, sampled: boolean): Promise<void> {
  const writing = counter === 'contact'
    ? write('contact-added', { shift, count: n }, { orHold: true })
    : write('people-counted', { shift, counter, count: n, ...(sampled ? { method: 'sample' } : {}) }, { orHold: true });
  written = Promise.allSettled([written, writing]).then(forget);
  await writing;
}

/** Takes a step once every tap so far is written, and every step before it taken: what is taken back must be seen to be taken back. */
export function inTurn<Value>(step: () => Promise<Value>): Promise<Value> {
  const taken = written.then(step);
  written = Promise.allSettled([taken]).then(forget);
  return taken;
}

// What was written would be kept with it, tap after tap.
function forget(): void {}

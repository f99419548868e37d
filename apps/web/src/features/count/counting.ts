import { deviceOf } from '../../runtime/corrections.ts';
import { counts, readEntries } from '../../runtime/entries.ts';
import { write } from '../../runtime/fact-store.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { requireSession } from '../../runtime/session/current-session.ts';
import type { OwnFact } from '../../runtime/corrections.ts';
import { correctedFact, happenedAt, latestOn, reducing, undoing } from '../../runtime/corrections.ts';
import type { PadCounter } from './pads.ts';

/** Far enough back to find the last tap on any pad of a shift's last hour. */
const lookBack = 400;

/** Writes a tap of `n` people, `sampled` in a sample window. Resolves when it would survive the power going off, or is held because the phone is full. */
export async function countTap(counter: Exclude<PadCounter, 'receipt'>, n: number, shift: string, sampled: boolean): Promise<void> {
  if (counter === 'contact') await write('contact-added', { shift, count: n }, { orHold: true });
  else await write('people-counted', { shift, counter, count: n, ...(sampled ? { method: 'sample' } : {}) }, { orHold: true });
}

/** Something that can be taken back: `write` does it. */
export interface Undoable {
  readonly counter: PadCounter;
  readonly n: number;
  readonly write: () => Promise<void>;
}

/** My latest tap on one of these pads, whole: a group is one. Undefined when there is none. */
export async function findUndoable(counters: readonly PadCounter[]): Promise<Undoable | undefined> {
  const mine = await ownFacts();
  const [newest] = counters
    .flatMap((counter) => { const fact = latestOn(counter, mine); return fact ? [{ counter, fact }] : []; })
    .toSorted((a, b) => happenedAt(b.fact) - happenedAt(a.fact));
  const latest = newest?.fact;
  const payload = latest && undoing(latest, deviceOf(latest), 'mis-tap');
  if (!newest || !payload) return undefined;
  return {
    counter: newest.counter,
    n: payload.lines.find((line) => line.counter === newest.counter)?.from ?? 0,
    write: async () => void (await write('count-corrected', payload, { orHold: true })),
  };
}

/** Up to `by` of what I counted in this quarter hour. Undefined when there were none. */
export async function findReducible(counter: PadCounter, by: number): Promise<Undoable | undefined> {
  const mine = await ownFacts();
  const newest = latestOn(counter, mine);
  const payload = newest && reducing(counter, by, serverNow(), mine, deviceOf(newest));
  const line = payload?.lines[0];
  if (!payload || !line) return undefined;
  return { counter, n: line.from - line.to, write: async () => void (await write('count-corrected', payload, { orHold: true })) };
}

/** My facts of which this phone knows what counts, newest first, corrections among them. */
export async function ownFacts(): Promise<readonly OwnFact[]> {
  const mine = await readEntries(requireSession(), lookBack);
  // A correction that was refused, or let in as something else, leaves open what its target stands at.
  const open = new Set(mine.filter((entry) => !counts(entry) && entry.state !== 'left-out').map(({ fact }) => correctedFact(fact)));
  return mine.filter((entry) => counts(entry) && !open.has(entry.id)).map(({ fact }) => fact);
}

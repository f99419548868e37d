import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import { correctedFact, countedAt, deviceOf, latestOn, mineInBucket, reducing, undoing, unsettled, type Correction } from '../../runtime/corrections.ts';
import { counts, readEntries } from '../../runtime/entries.ts';
import { write } from '../../runtime/fact-store.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { requireSession } from '../../runtime/session/current-session.ts';
import { inTurn } from './counting.ts';
import type { PadCounter } from './pads.ts';
import type { Span } from './totals.ts';

/** Far enough back to find the last tap on any pad of a shift's last hour. */
const lookBack = 400;

/** What the pads show the numbers of, and so all that can be taken back on them: what was counted at a site within a span. */
export interface Shown extends Span {
  readonly scope: ScopeKey;
}

/** Something that can be taken back: `write` does it. */
export interface Undoable {
  readonly counter: PadCounter;
  readonly n: number;
  readonly write: () => Promise<void>;
}

/** `unsettled`: there is something, and it is not certain what it counts. */
export type Found = Undoable | 'unsettled' | undefined;

/** Takes back my latest tap on one of these pads: `write` does it with what was found. Asked twice, it takes back two. */
export function takeBackLatest(shown: Shown, counters: readonly PadCounter[], write: (found: Found) => Promise<void>): Promise<void> {
  return inTurn(async () => write(await findUndoable(shown, counters)));
}

/** Takes back up to `by` of what I counted on a pad in this quarter hour: `write` does it with what was found. */
export function takeBackSome(shown: Shown, counter: PadCounter, by: number, write: (found: Found) => Promise<void>): Promise<void> {
  return inTurn(async () => write(await findReducible(shown, counter, by)));
}

/** Takes back one fact of mine whole, where it was written. */
export async function takeBackFact(fact: Fact): Promise<void> {
  const payload = undoing(fact, deviceOf(fact), 'mis-tap');
  if (payload) await write('count-corrected', payload, { scope: fact.scope });
}

/** What I have on a pad in this quarter hour. */
export async function countedThisQuarter(shown: Shown, counter: PadCounter): Promise<number> {
  return mineInBucket(counter, serverNow(), (await ownFacts(shown)).settled);
}

/**
 * My latest tap on one of these pads, whole: a group is one. While that is unsettled no older one is taken in its place.
 * Undefined when there is none.
 */
export async function findUndoable(shown: Shown, counters: readonly PadCounter[]): Promise<Found> {
  const { all, settled } = await ownFacts(shown);
  const gone = new Set<Fact>();
  for (;;) {
    const newest = latestOn(counters, all.filter((fact) => !gone.has(fact)));
    if (!newest) return undefined;
    if (!settled.includes(newest)) return 'unsettled';
    const payload = undoing(newest, deviceOf(newest), 'mis-tap');
    const line = payload?.lines.find((each) => counters.some((counter) => counter === each.counter));
    const counter = counters.find((each) => each === line?.counter);
    // A step of five or ten has taken it already, or so much of its quarter that it cannot be taken whole.
    const left = line && counter ? mineInBucket(counter, countedAt(newest), settled) : 0;
    if (payload && line && counter && left >= line.from) return undoable(shown, counter, line.from, payload);
    gone.add(newest);
  }
}

/** Up to `by` of what I counted in this quarter hour. Undefined when there were none. */
export async function findReducible(shown: Shown, counter: PadCounter, by: number): Promise<Undoable | undefined> {
  const { settled } = await ownFacts(shown);
  const newest = latestOn([counter], settled);
  const payload = newest && reducing(counter, by, serverNow(), settled, deviceOf(newest));
  const line = payload?.lines[0];
  return payload && line && undoable(shown, counter, line.from - line.to, payload);
}

function undoable({ scope }: Shown, counter: PadCounter, n: number, payload: Correction): Undoable {
  return { counter, n, write: async () => void (await write('count-corrected', payload, { scope, orHold: true })) };
}

/** My facts in what the pads show, newest first, corrections among them; and of those the ones of which it is certain what they count. */
async function ownFacts({ scope, from, to }: Shown): Promise<{ readonly all: readonly Fact[]; readonly settled: readonly Fact[] }> {
  const entries = await readEntries(requireSession(), lookBack);
  const open = unsettled(entries);
  const here = entries.filter(({ fact }) => fact.scope === scope && countedAt(fact) >= from && countedAt(fact) < to);
  // Somebody had corrected these before I did: nobody settles that any more.
  const taken = new Set(entries.filter(({ reason }) => reason === 'superseded').map(({ fact }) => correctedFact(fact)));
  // What a correction that is not certain takes back is not taken back yet.
  const all = here.filter((entry) => (!taken.has(entry.id) || entry.settled?.as === 'released') && (counts(entry) || (entry.unasked && entry.fact.name !== 'count-corrected')));
  return { all: all.map(({ fact }) => fact), settled: all.filter(({ id }) => !open.has(id)).map(({ fact }) => fact) };
}

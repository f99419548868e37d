import type { Fact } from '@fieldloop/domain/fact';
import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import type { Payloads } from '@fieldloop/domain/payloads';
import { happenedAt as knownToHappenAt } from '@fieldloop/sync/client';
import { bucketMs, bucketStart } from '@fieldloop/domain/tally';
import type { Counter, TallyIncrement } from '@fieldloop/domain/tally';
import { counts, type Entry } from './entries.ts';
import { serverTime } from './server-clock.ts';

/** One of this device's own facts. */
export type OwnFact = Pick<Fact, 'id' | 'name' | 'at' | 'offset' | 'stamp' | 'payload' | 'inForce' | 'inHand'>;
export type Correction = Payloads['count-corrected'];
type Reason = Correction['reason'];

/** A device's best knowledge of when a fact happened by the server's clock, ms. */
export function happenedAt(fact: Pick<Fact, 'at' | 'offset' | 'stamp'>): number {
  return knownToHappenAt(fact, serverTime());
}

/** The instant that a fact counts at: a correction counts where its target does. */
export function countedAt(fact: OwnFact): number {
  return fact.name === 'count-corrected' ? (fact.payload as Correction).at : happenedAt(fact);
}

/** The device in a fact's stamp: after 16 hex digits and a dash. */
export function deviceOf(fact: Pick<OwnFact, 'stamp'>): string {
  return fact.stamp.slice(17);
}

/** The correction that takes one of my facts back whole, a group as one. Undefined when it counted nothing. */
export function undoing(fact: OwnFact, device: string, reason: Reason): Correction | undefined {
  return correction(fact, device, reason, ({ amountMinor }) => ({ n: 0, ...(amountMinor === undefined ? {} : { amountMinor: 0 }) }));
}

/** What an entry should say instead: how many, and how much for a sale. */
export interface RightValue {
  readonly n: number;
  /** Minor units; only for a sale. */
  readonly amountMinor?: number | undefined;
}

/**
 * The correction that makes one of my facts say another number. `stands`: what it says after earlier corrections.
 * For a sale `n` is its receipts (0 or 1), the pieces stay with them.
 */
export function correcting(fact: OwnFact, device: string, stands: RightValue, right: RightValue, reason: Reason): Correction | undefined {
  const sale = fact.name === 'sale-recorded';
  return correction(
    fact,
    device,
    reason,
    ({ counter, n, amountMinor }) => (sale && counter === 'unit' ? { n: n * right.n } : { n: right.n, ...(amountMinor === undefined ? {} : { amountMinor: right.amountMinor ?? amountMinor }) }),
    ({ counter, n, amountMinor }) => (sale && counter === 'unit' ? { n: n * stands.n } : { n: stands.n, ...(amountMinor === undefined ? {} : { amountMinor: stands.amountMinor ?? amountMinor }) }),
  );
}

/** What a fact of mine says now, corrections taken into account. Undefined when it counts nothing that can be corrected. */
export function standing(fact: OwnFact, mine: readonly OwnFact[]): RightValue | undefined {
  const first = incrementsOf(fact)[0];
  if (!first || fact.name === 'count-corrected' || !correctable.has(fact.name)) return undefined;
  const latest = mine
    .filter((each) => correctedFact(each) === fact.id)
    .toSorted((a, b) => happenedAt(a) - happenedAt(b))
    .at(-1);
  const line = latest && (latest.payload as Correction).lines.find(({ counter }) => counter === first.counter);
  return line ? { n: line.to, amountMinor: line.amountTo ?? first.amountMinor } : { n: first.n, amountMinor: first.amountMinor };
}

const correctable = new Set(['people-counted', 'left-without-buying', 'contact-added', 'sale-recorded']);

/**
 * Ids of those of my entries of which this phone does not know what they count: refused, let in as something not asked for
 * yet, or with a correction of which that is true and which planning has not left out.
 */
export function unsettled(mine: readonly Entry[]): ReadonlySet<string> {
  return new Set(mine.filter((entry) => !counts(entry) && entry.state !== 'left-out').map(({ fact }) => correctedFact(fact) ?? fact.id));
}

/** My newest fact that counted on one of these pads and that I have not taken back yet. `mine` in any order. */
export function latestOn<Own extends OwnFact>(counters: readonly Counter[], mine: readonly Own[]): Own | undefined {
  const touched = new Set(mine.map(correctedFact));
  return mine
    .filter((fact) => fact.name !== 'count-corrected' && !touched.has(fact.id) && counters.some((counter) => countedBy(fact, counter) > 0))
    .toSorted((a, b) => happenedAt(b) - happenedAt(a) || (a.stamp < b.stamp ? 1 : -1))[0];
}

/** What this device has on a pad in the quarter hour of `now`, its own corrections included. */
export function mineInBucket(counter: Counter, now: number, mine: readonly OwnFact[]): number {
  const start = bucketStart(now);
  return mine.reduce((sum, fact) => {
    const at = countedAt(fact);
    return at >= start && at < start + bucketMs ? sum + countedBy(fact, counter) : sum;
  }, 0);
}

/**
 * Takes up to `by` from what this device counted in the quarter hour of `now`, never below 0.
 * Undefined when there is nothing to take.
 */
export function reducing(counter: Counter, by: number, now: number, mine: readonly OwnFact[], device: string): Correction | undefined {
  // A device that took another id within the quarter has two buckets there: it takes from the later one.
  const from = mineInBucket(counter, now, mine.filter((fact) => countedOn(fact) === device));
  if (from <= 0) return undefined;
  const newest = latestOn([counter], mine);
  return {
    target: { kind: 'bucket', start: bucketStart(now), device },
    at: now,
    lines: [{ counter, from, to: Math.max(0, from - by) }],
    inForce: newest?.inForce ?? '',
    inHand: newest?.inHand ?? '',
    reason: 'mis-tap',
  };
}

function countedOn(fact: OwnFact): string {
  return fact.name === 'count-corrected' ? (fact.payload as Correction).target.device : deviceOf(fact);
}

type Value = Pick<TallyIncrement, 'n' | 'amountMinor'>;

function correction(fact: OwnFact, device: string, reason: Reason, to: (increment: TallyIncrement) => Value, from: (increment: TallyIncrement) => Value = (each) => each): Correction | undefined {
  const lines = incrementsOf(fact).filter(({ n }) => n > 0).map((increment) => {
    const { counter, zone, method, segment, detail, currency } = increment;
    const [was, is] = [from(increment), to(increment)];
    return {
      counter,
      ...(zone === undefined ? {} : { zone }),
      ...(method === undefined ? {} : { method }),
      ...(segment === undefined ? {} : { segment }),
      ...(detail === undefined ? {} : { detail }),
      ...(currency === undefined ? {} : { currency }),
      from: was.n,
      to: is.n,
      ...(was.amountMinor === undefined ? {} : { amountFrom: was.amountMinor }),
      ...(is.amountMinor === undefined ? {} : { amountTo: is.amountMinor }),
    };
  });
  if (lines.length === 0) return undefined;
  const sale = fact.name === 'sale-recorded' ? (fact.payload as Payloads['sale-recorded']).sale : undefined;
  return {
    target: { kind: 'fact', fact: fact.id, device },
    at: happenedAt(fact),
    lines,
    ...(sale === undefined ? {} : { sale }),
    inForce: fact.inForce ?? '',
    inHand: fact.inHand ?? '',
    reason,
  };
}

function incrementsOf(fact: OwnFact): readonly TallyIncrement[] {
  return floorFacts.get(fact.name)?.counts?.(fact.payload, fact as Fact) ?? [];
}

function countedBy(fact: OwnFact, counter: Counter): number {
  return incrementsOf(fact).reduce((sum, increment) => (increment.counter === counter ? sum + increment.n : sum), 0);
}

/** Id of the fact that this one corrects. */
export function correctedFact(fact: Pick<OwnFact, 'name' | 'payload'>): string | undefined {
  if (fact.name !== 'count-corrected') return undefined;
  const { target } = fact.payload as Correction;
  return target.kind === 'fact' ? target.fact : undefined;
}

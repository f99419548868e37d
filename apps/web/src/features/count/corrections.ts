import type { Fact } from '@fieldloop/domain/fact';
import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import type { Payloads } from '@fieldloop/domain/payloads';
import { bucketMs, bucketStart } from '@fieldloop/domain/tally';
import type { Counter } from '@fieldloop/domain/tally';

/** One of this device's own facts. */
export type OwnFact = Pick<Fact, 'id' | 'name' | 'at' | 'offset' | 'stamp' | 'payload' | 'inForce' | 'inHand'>;
export type Correction = Payloads['count-corrected'];
type Reason = Correction['reason'];

/** A device's best knowledge of when a fact happened by the server's clock, ms. */
export function happenedAt(fact: Pick<Fact, 'at' | 'offset'>): number {
  return fact.at + fact.offset;
}

/** The correction that takes one of my facts back whole, a group as one. Undefined when it counted nothing. */
export function undoing(fact: OwnFact, device: string, reason: Reason): Correction | undefined {
  const increments = floorFacts.get(fact.name)?.counts?.(fact.payload, fact as Fact) ?? [];
  const lines = increments.filter(({ n }) => n > 0).map(({ n, counter, zone, method, segment, detail, currency, amountMinor }) => ({
    counter,
    ...(zone === undefined ? {} : { zone }),
    ...(method === undefined ? {} : { method }),
    ...(segment === undefined ? {} : { segment }),
    ...(detail === undefined ? {} : { detail }),
    ...(currency === undefined ? {} : { currency }),
    from: n,
    to: 0,
    ...(amountMinor === undefined ? {} : { amountFrom: amountMinor, amountTo: 0 }),
  }));
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

/** My newest fact that counted on this pad and that I have not taken back yet. `mine` in any order. */
export function latestOn(counter: Counter, mine: readonly OwnFact[]): OwnFact | undefined {
  const takenBack = new Set(mine.map(correctedFact));
  return mine
    .filter((fact) => fact.name !== 'count-corrected' && !takenBack.has(fact.id) && countedBy(fact, counter) > 0)
    .toSorted((a, b) => happenedAt(b) - happenedAt(a) || (a.id < b.id ? 1 : -1))[0];
}

/** What this device has on a pad in the quarter hour of `now`, its own corrections included. */
export function mineInBucket(counter: Counter, now: number, mine: readonly OwnFact[]): number {
  const start = bucketStart(now);
  return mine.reduce((sum, fact) => {
    const at = fact.name === 'count-corrected' ? (fact.payload as Correction).at : happenedAt(fact);
    return at >= start && at < start + bucketMs ? sum + countedBy(fact, counter) : sum;
  }, 0);
}

/**
 * Takes up to `by` from what this device counted in the quarter hour of `now`, never below 0.
 * Undefined when there is nothing to take.
 */
export function reducing(counter: Counter, by: number, now: number, mine: readonly OwnFact[], device: string): Correction | undefined {
  const from = mineInBucket(counter, now, mine);
  if (from <= 0) return undefined;
  const newest = latestOn(counter, mine);
  return {
    target: { kind: 'bucket', start: bucketStart(now), device },
    at: now,
    lines: [{ counter, from, to: Math.max(0, from - by) }],
    inForce: newest?.inForce ?? '',
    inHand: newest?.inHand ?? '',
    reason: 'mis-tap',
  };
}

function countedBy(fact: OwnFact, counter: Counter): number {
  const increments = floorFacts.get(fact.name)?.counts?.(fact.payload, fact as Fact) ?? [];
  return increments.reduce((sum, increment) => (increment.counter === counter ? sum + increment.n : sum), 0);
}

function correctedFact(fact: OwnFact): string | undefined {
  if (fact.name !== 'count-corrected') return undefined;
  const { target } = fact.payload as Correction;
  return target.kind === 'fact' ? target.fact : undefined;
}

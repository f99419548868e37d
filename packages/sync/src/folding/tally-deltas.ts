import type { AnyFactDefinition } from '@fieldloop/domain/define-fact';
import type { Fact, RevisionRef } from '@fieldloop/domain/fact';
import type { Tally, TallyIncrement } from '@fieldloop/domain/tally';

/** Buckets start on UTC quarter hours; the domain's `bucketMs`, repeated because only types cross that border. */
export const BUCKET_MS = 15 * 60_000;

/**
 * What one fact adds to the tallies of its site, keyed in full.
 * @param at corrected time on the server, the estimate on a device
 * @param inForce the revision in force at `at`, or empty
 */
export function tallyDeltas(definition: AnyFactDefinition, fact: Fact, at: number, inForce: RevisionRef | ''): Tally[] {
  if (!definition.counts || !fact.scope.startsWith('site:')) return [];
  const site = fact.scope.slice('site:'.length);
  return definition.counts(fact.payload, fact).map((increment) => keyed(increment, site, at, inForce, fact.inHand ?? ''));
}

function keyed(increment: TallyIncrement, site: string, at: number, current: RevisionRef | '', held: RevisionRef | ''): Tally {
  const inForce = increment.inForce ?? current;
  const inHand = increment.inHand ?? held;
  const revision = inForce || inHand;
  return {
    site,
    start: Math.floor((increment.at ?? at) / BUCKET_MS) * BUCKET_MS,
    plan: revision.slice(0, Math.max(0, revision.lastIndexOf('@'))),
    inForce,
    inHand,
    counter: increment.counter,
    zone: increment.zone ?? '',
    method: increment.method ?? 'full',
    segment: increment.segment ?? '',
    detail: increment.detail ?? '',
    currency: increment.currency ?? '',
    n: increment.n,
    amountMinor: increment.amountMinor ?? 0,
    minutes: increment.minutes ?? 0,
  };
}

/** The bucket's key as one string that sorts by site, then time. */
export function tallyKey(tally: Omit<Tally, 'n' | 'amountMinor' | 'minutes'>): string {
  const { site, start, counter, method, plan, inForce, inHand, zone, segment, detail, currency } = tally;
  return `${site}\u001f${String(start).padStart(16, '0')}\u001f${counter}\u001f${method}\u001f${plan}\u001f${inForce}\u001f${inHand}\u001f${zone}\u001f${segment}\u001f${detail}\u001f${currency}`;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Adds deltas up by key: `n` and `amountMinor` are sums, `minutes` the longest interval covered. */
export class TallySum {
  readonly #sums = new Map<string, Mutable<Tally>>();

  add(deltas: readonly Tally[], sign: 1 | -1 = 1): void {
    for (const delta of deltas) {
      const key = tallyKey(delta);
      let sum = this.#sums.get(key);
      if (!sum) this.#sums.set(key, (sum = { ...delta, n: 0, amountMinor: 0, minutes: 0 }));
      sum.n += sign * delta.n;
      sum.amountMinor += sign * delta.amountMinor;
      if (sign > 0) sum.minutes = Math.max(sum.minutes, delta.minutes);
    }
  }

  /** Sorted by key; what cancelled out is left out. */
  changes(): readonly Tally[] {
    return [...this.#sums]
      .filter(([, sum]) => sum.n !== 0 || sum.amountMinor !== 0 || sum.minutes !== 0)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, sum]) => sum);
  }
}

import type { Fact, ScopeKey, Stamp } from '@fieldloop/domain/fact';
import type { OutboxIdentity, OutboxStore, StoredFact, WriteSlot } from '../client/ports.ts';
import { isOpen, isSettled } from '../client/stored-fact.ts';
import type { Outcome } from '../protocol/push.ts';
import { compareStamps, decodeStamp, mergeStamps } from '../protocol/stamp.ts';

/** An outbox in memory. It outlives the engines that use it, as a disk outlives a process. */
export class MemoryOutboxStore implements OutboxStore {
  #identity: OutboxIdentity | undefined;
  #sentSeq = 0;
  #facts: StoredFact[] = [];
  readonly #failures = new Map<string, number>();
  /** Where the current device's facts are. */
  #bySeq = new Map<number, number>();

  /** A second disk with the same content, as when a browser profile is copied. */
  copy(): MemoryOutboxStore {
    const copy = new MemoryOutboxStore();
    copy.#identity = this.#identity;
    copy.#sentSeq = this.#sentSeq;
    copy.#facts = [...this.#facts];
    copy.#bySeq = new Map(this.#bySeq);
    return copy;
  }

  /** Everything in it: equal texts, equal content. */
  text(): string {
    return JSON.stringify([this.#identity, this.#sentSeq, this.#facts, [...this.#failures]]);
  }

  async identity(mint: () => string): Promise<OutboxIdentity> {
    this.#identity ??= { device: mint(), lastSeq: 0, settledSeq: 0, offset: 0 };
    return this.#identity;
  }

  async append(make: (slot: WriteSlot) => Fact, savedAt: number): Promise<StoredFact> {
    const identity = this.#current();
    const { device, stamp, offset, lastSeq } = identity;
    const fact = make({ device, seq: lastSeq + 1, stamp, offset });
    const stored: StoredFact = { fact, device, state: 'pending', savedAt };
    this.#bySeq.set(fact.seq, this.#facts.push(stored) - 1);
    this.#identity = { ...identity, lastSeq: lastSeq + 1, stamp: fact.stamp };
    return stored;
  }

  async pending(limit: number): Promise<readonly StoredFact[]> {
    const { settledSeq, lastSeq } = this.#current();
    const found: StoredFact[] = [];
    for (let seq = settledSeq + 1; seq <= lastSeq && found.length < limit; seq += 1) {
      const stored = this.#facts[this.#bySeq.get(seq) ?? -1];
      if (stored?.state === 'pending') found.push(stored);
    }
    return found;
  }

  async countPending(): Promise<number> {
    return (await this.pending(Number.POSITIVE_INFINITY)).length;
  }

  async settle(device: string, outcomes: readonly Outcome[], settledAt: number): Promise<void> {
    if (this.#identity?.device !== device) return;
    for (const { seq, state, version, reason, settled } of outcomes) {
      const index = this.#bySeq.get(seq) ?? -1;
      const stored = this.#facts[index];
      if (!stored || (isSettled(stored.state) && state === 'duplicate')) continue;
      this.#facts[index] = { ...stored, state, version: version ?? stored.version, reason, settled, settledAt };
    }
    this.#resettle();
  }

  async requeueFrom(device: string, seq: number): Promise<boolean> {
    const identity = this.#current();
    if (identity.device !== device) return false;
    const journal = this.#mine().filter(({ fact }) => fact.seq >= seq);
    if (journal.length !== Math.max(0, identity.lastSeq - seq + 1)) return false;
    this.#facts = this.#facts.map((stored) => {
      if (!journal.includes(stored)) return stored;
      const { fact, savedAt } = stored;
      return { fact, device, state: 'pending', savedAt };
    });
    this.#resettle();
    return true;
  }

  async remint(from: string, device: string, journal = false): Promise<void> {
    const identity = this.#current();
    if (identity.device !== from) return;
    let seq = 0;
    if (journal) this.#facts.sort((left, right) => compareStamps(left.fact.stamp, right.fact.stamp));
    this.#facts = this.#facts.map((stored) => {
      if (!journal && (stored.device !== from || !isOpen(stored))) return stored;
      seq += 1;
      return { fact: { ...stored.fact, seq }, device, state: 'pending', savedAt: stored.savedAt };
    });
    this.#identity = { ...identity, device, lastSeq: seq, settledSeq: 0 };
    this.#sentSeq = 0;
    this.#reindex();
  }

  async setEpoch(epoch: string, from: string | undefined): Promise<boolean> {
    const identity = this.#current();
    if (identity.epoch === epoch) return true;
    if (identity.epoch !== from) return false;
    if (identity.epoch !== undefined) this.#facts = this.#facts.map((stored) => ({ ...stored, version: undefined }));
    this.#identity = { ...identity, epoch };
    return true;
  }

  async heard(offset: number, stamp: Stamp): Promise<void> {
    const identity = this.#current();
    this.#identity = { ...identity, offset, stamp: mergeStamps(identity.stamp, stamp) };
  }

  async unconfirmed(cursors: ReadonlyMap<ScopeKey, number>): Promise<readonly StoredFact[]> {
    return this.#facts.filter(
      ({ state, version, fact }) =>
        state === 'pending' || state === 'waiting' || (version !== undefined && version > (cursors.get(fact.scope) ?? -1)),
    );
  }

  async asks(limit: number): Promise<readonly number[]> {
    return this.#mine()
      .filter((stored) => isOpen(stored) && (stored.state !== 'pending' || stored.fact.seq <= this.#sentSeq))
      .map(({ fact }) => fact.seq)
      .slice(0, limit);
  }

  async sent(device: string, seq: number): Promise<void> {
    if (this.#identity?.device === device) this.#sentSeq = Math.max(this.#sentSeq, seq);
  }

  async missing(device: string, seq: number): Promise<number> {
    const { device: current, lastSeq } = this.#current();
    if (current !== device) return 0;
    return Math.max(0, lastSeq - seq + 1) - this.#mine().filter(({ fact }) => fact.seq >= seq).length;
  }

  async failed(device: string, seq: number): Promise<number> {
    const key = `${device}/${seq}`;
    const count = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, count);
    return count;
  }

  async recent(limit: number): Promise<readonly StoredFact[]> {
    return this.#facts.toReversed().slice(0, limit);
  }

  async prune(before: number, keep: number): Promise<number> {
    const count = this.#facts.length;
    this.#facts = this.#facts.filter(
      (stored, index) => isOpen(stored) || (!isOlder(stored, before) && index >= count - keep),
    );
    this.#reindex();
    return count - this.#facts.length;
  }

  #current(): OutboxIdentity {
    if (!this.#identity) throw new Error('the outbox has no device yet: call identity() first');
    return this.#identity;
  }

  #mine(): StoredFact[] {
    const { device } = this.#current();
    return this.#facts.filter((stored) => stored.device === device);
  }

  /** Finds the current device's facts again after the list has changed otherwise than at its end. */
  #reindex(): void {
    const { device } = this.#current();
    this.#bySeq = new Map();
    for (const [index, stored] of this.#facts.entries()) if (stored.device === device) this.#bySeq.set(stored.fact.seq, index);
  }

  #resettle(): void {
    const identity = this.#current();
    let settledSeq = 0;
    while (settledSeq < identity.lastSeq && this.#facts[this.#bySeq.get(settledSeq + 1) ?? -1]?.state !== 'pending') settledSeq += 1;
    this.#identity = { ...identity, settledSeq };
  }
}

function isOlder({ fact, savedAt }: StoredFact, before: number): boolean {
  return savedAt < before && (decodeStamp(fact.stamp)?.ms ?? 0) < before;
}

import type { Fact, ScopeKey, Stamp } from '@fieldloop/domain/fact';
import type { OutboxIdentity, OutboxStore, StoredFact, StoredState, WriteSlot } from '../client/ports.ts';
import type { Outcome } from '../protocol/push.ts';
import { mergeStamps } from '../protocol/stamp.ts';

/** An outbox in memory. It outlives the engines that use it, as a disk outlives a process. */
export class MemoryOutboxStore implements OutboxStore {
  #identity: OutboxIdentity | undefined;
  #sentSeq = 0;
  #facts: StoredFact[] = [];

  /** A second disk with the same content, as when a browser profile is copied. */
  copy(): MemoryOutboxStore {
    const copy = new MemoryOutboxStore();
    copy.#identity = this.#identity;
    copy.#sentSeq = this.#sentSeq;
    copy.#facts = [...this.#facts];
    return copy;
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
    this.#facts.push(stored);
    this.#identity = { ...identity, lastSeq: lastSeq + 1, stamp: fact.stamp };
    return stored;
  }

  async pending(limit: number): Promise<readonly StoredFact[]> {
    return this.#mine().filter(({ state }) => state === 'pending').slice(0, limit);
  }

  async countPending(): Promise<number> {
    return this.#mine().filter(({ state }) => state === 'pending').length;
  }

  async settle(device: string, outcomes: readonly Outcome[], settledAt: number): Promise<void> {
    if (this.#identity?.device !== device) return;
    const bySeq = new Map(outcomes.map((outcome) => [outcome.seq, outcome]));
    this.#facts = this.#facts.map((stored) => {
      const outcome = stored.device === device ? bySeq.get(stored.fact.seq) : undefined;
      if (!outcome || (isFinal(stored.state) && outcome.state === 'duplicate')) return stored;
      return { ...stored, state: outcome.state, version: outcome.version ?? stored.version, reason: outcome.reason, settledAt };
    });
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

  async remint(from: string, device: string): Promise<void> {
    const identity = this.#current();
    if (identity.device !== from) return;
    let seq = 0;
    this.#facts = this.#facts.map((stored) => {
      if (stored.device !== from || stored.state !== 'pending') return stored;
      seq += 1;
      return { ...stored, device, fact: { ...stored.fact, seq } };
    });
    this.#identity = { ...identity, device, lastSeq: seq, settledSeq: 0 };
    this.#sentSeq = 0;
  }

  async setEpoch(epoch: string): Promise<void> {
    const identity = this.#current();
    if (identity.epoch === epoch) return;
    if (identity.epoch !== undefined) this.#facts = this.#facts.map((stored) => ({ ...stored, version: undefined }));
    this.#identity = { ...identity, epoch };
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
      .filter(({ state, fact }) => state === 'waiting' || (state === 'pending' && fact.seq <= this.#sentSeq))
      .map(({ fact }) => fact.seq)
      .slice(0, limit);
  }

  async sent(device: string, seq: number): Promise<void> {
    if (this.#identity?.device === device) this.#sentSeq = Math.max(this.#sentSeq, seq);
  }

  async recent(limit: number): Promise<readonly StoredFact[]> {
    return this.#facts.toReversed().slice(0, limit);
  }

  async prune(before: number, keep: number): Promise<number> {
    const count = this.#facts.length;
    this.#facts = this.#facts.filter(
      (stored, index) => !isFinal(stored.state) || (stored.savedAt >= before && index >= count - keep),
    );
    return count - this.#facts.length;
  }

  #current(): OutboxIdentity {
    if (!this.#identity) throw new Error('the outbox has no device yet: call identity() first');
    return this.#identity;
  }

  #mine(): StoredFact[] {
    const { device } = this.#current();
    return this.#facts.filter((stored) => stored.device === device).sort((left, right) => left.fact.seq - right.fact.seq);
  }

  #resettle(): void {
    const identity = this.#current();
    const first = this.#mine().find(({ state }) => state === 'pending');
    this.#identity = { ...identity, settledSeq: first ? first.fact.seq - 1 : identity.lastSeq };
  }
}

function isFinal(state: StoredState): boolean {
  return state === 'applied' || state === 'duplicate' || state === 'superseded' || state === 'quarantined';
}

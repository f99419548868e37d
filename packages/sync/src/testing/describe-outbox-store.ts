import { beforeEach, describe, expect, it } from 'vitest';
import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import type { OutboxStore, WriteSlot } from '../client/ports.ts';
import { encodeStamp, nextStamp } from '../protocol/stamp.ts';
import { freshId } from './toy-device.ts';

const now = 1_782_129_600_000;

/** The contract of every outbox: `open` gives an empty one. */
export function describeOutboxStore(name: string, open: () => Promise<OutboxStore>): void {
  describe(`outbox over ${name}`, () => {
    let outbox: OutboxStore;
    beforeEach(async () => {
      outbox = await open();
      await outbox.identity(() => 'device-1');
    });

    const make = (slot: WriteSlot, scope: ScopeKey = 'site:a'): Fact => ({
      id: freshId(now), seq: slot.seq, name: 'tapped', version: 2, scope, subjects: ['note:n'], at: now, offset: slot.offset,
      mono: 1.5, stamp: nextStamp(slot.stamp, now, slot.device), payload: { count: 1, text: '饮料 🥤 \u0000' },
    });
    const write = async (count: number, scope?: ScopeKey) => {
      const written = [];
      for (let index = 0; index < count; index += 1) written.push(await outbox.append((slot) => make(slot, scope), now + index));
      return written;
    };
    const pendingSeqs = async () => (await outbox.pending(100)).map(({ fact }) => fact.seq);

    it('mints its device once', async () => {
      expect(await outbox.identity(() => 'device-2')).toMatchObject({ device: 'device-1', lastSeq: 0, settledSeq: 0, offset: 0 });
    });

    it('gives out dense seqs and growing stamps, however many write at once', async () => {
      await Promise.all(Array.from({ length: 20 }, () => outbox.append((slot) => make(slot), now)));
      const facts = await outbox.pending(100);
      expect(facts.map(({ fact }) => fact.seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      const stamps = facts.map(({ fact }) => fact.stamp);
      expect(new Set(stamps).size).toBe(20);
      expect(stamps).toEqual(stamps.toSorted());
    });

    it('keeps a fact as it was written', async () => {
      const [written] = await write(1);
      const [stored] = await outbox.pending(1);
      expect(stored).toEqual(written);
      expect(stored).toMatchObject({ device: 'device-1', state: 'pending', savedAt: now });
    });

    it('gives out no seq when making the fact fails', async () => {
      await expect(outbox.append(() => { throw new RangeError('no'); }, now)).rejects.toThrow();
      await write(1);
      expect(await pendingSeqs()).toEqual([1]);
    });

    it('offers pending facts in order, at most as many as asked for', async () => {
      await write(5);
      expect((await outbox.pending(3)).map(({ fact }) => fact.seq)).toEqual([1, 2, 3]);
      expect(await outbox.countPending()).toBe(5);
    });

    it('settles facts with their outcome and keeps them', async () => {
      await write(3);
      await outbox.settle('device-1', [
        { seq: 1, state: 'applied', version: 7 }, { seq: 2, state: 'quarantined', reason: 'invalid' },
      ], now + 9);
      expect(await pendingSeqs()).toEqual([3]);
      expect(await outbox.identity(() => '')).toMatchObject({ settledSeq: 2, lastSeq: 3 });
      const recent = await outbox.recent(10);
      expect(recent.map(({ state, version, reason, settledAt }) => ({ state, version, reason, settledAt }))).toEqual([
        { state: 'pending', version: undefined, reason: undefined, settledAt: undefined },
        { state: 'quarantined', version: undefined, reason: 'invalid', settledAt: now + 9 },
        { state: 'applied', version: 7, reason: undefined, settledAt: now + 9 },
      ]);
    });

    it('does not let `duplicate` overwrite a final outcome, but lets it settle a fact whose reply was lost', async () => {
      await write(2);
      await outbox.settle('device-1', [{ seq: 1, state: 'superseded', version: 3, reason: 'superseded' }], now);
      await outbox.settle('device-1', [{ seq: 1, state: 'duplicate', version: 3 }, { seq: 2, state: 'duplicate', version: 4 }], now);
      expect((await outbox.recent(2)).map(({ state, version }) => [state, version])).toEqual([['duplicate', 4], ['superseded', 3]]);
    });

    it('ignores outcomes of another device', async () => {
      await write(1);
      await outbox.settle('device-9', [{ seq: 1, state: 'applied', version: 1 }], now);
      expect(await pendingSeqs()).toEqual([1]);
    });

    it('asks for outcomes of facts that were sent, and of those that wait or are in quarantine', async () => {
      await write(4);
      expect(await outbox.asks(10)).toEqual([]);
      await outbox.sent('device-1', 3);
      await outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 1 }, { seq: 2, state: 'waiting', reason: 'subject-missing', version: 1 }], now);
      expect(await outbox.asks(10)).toEqual([2, 3]);
      expect(await outbox.asks(1)).toHaveLength(1);
      await outbox.settle('device-1', [{ seq: 1, state: 'quarantined', reason: 'unknown-fact' }, { seq: 3, state: 'quarantined', reason: 'dismissed', settled: { as: 'dismissed', note: 'a test' } }], now);
      expect(await outbox.asks(10)).toEqual([1, 2]);
      expect((await outbox.recent(4)).find(({ fact }) => fact.seq === 3)?.settled).toEqual({ as: 'dismissed', note: 'a test' });
    });

    it('makes settled facts pending again when the server lacks them, all or none', async () => {
      await write(4);
      await outbox.settle('device-1', [1, 2, 3].map((seq) => ({ seq, state: 'applied' as const, version: seq })), now);
      expect(await outbox.requeueFrom('device-1', 2)).toBe(true);
      expect(await pendingSeqs()).toEqual([2, 3, 4]);
      expect(await outbox.identity(() => '')).toMatchObject({ settledSeq: 1 });
      await outbox.settle('device-1', [2, 3, 4].map((seq) => ({ seq, state: 'applied' as const, version: seq })), now);
      await outbox.prune(now + 1_000_000, 1);
      expect(await outbox.requeueFrom('device-1', 2)).toBe(false);
      expect(await pendingSeqs()).toEqual([]);
    });

    it('takes a new device: pending facts keep ids and order, and get seqs from 1', async () => {
      const written = await write(4);
      await outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 1 }], now);
      await outbox.remint('device-1', 'device-2');
      await outbox.remint('device-1', 'device-3');
      const pending = await outbox.pending(10);
      expect(pending.map(({ fact, device }) => [fact.id, fact.seq, device])).toEqual(
        written.slice(1).map(({ fact }, index) => [fact.id, index + 1, 'device-2']),
      );
      expect(await outbox.identity(() => '')).toMatchObject({ device: 'device-2', lastSeq: 3, settledSeq: 0 });
      expect((await write(1))[0]?.fact.seq).toBe(4);
      expect(await outbox.recent(10)).toHaveLength(5);
    });

    it('takes along to a new device whatever its last word is not known of', async () => {
      const written = await write(5);
      await outbox.settle('device-1', [
        { seq: 1, state: 'applied', version: 1 }, { seq: 2, state: 'waiting', reason: 'subject-missing' }, { seq: 3, state: 'quarantined', reason: 'invalid' },
        { seq: 4, state: 'quarantined', reason: 'dismissed' },
      ], now);
      await outbox.remint('device-1', 'device-2');
      expect((await outbox.pending(10)).map(({ fact, device }) => [fact.id, fact.seq, device])).toEqual(
        [written[1], written[2], written[4]].map((each, index) => [each?.fact.id, index + 1, 'device-2']),
      );
      await outbox.settle('device-2', [{ seq: 1, state: 'waiting', reason: 'subject-missing' }, { seq: 2, state: 'quarantined', reason: 'invalid' }], now);
      expect(await outbox.asks(10)).toEqual([1, 2]);
      await outbox.prune(now + 1_000_000_000, 0);
      expect(await outbox.asks(10)).toEqual([1, 2]);
    });

    it('shows facts in the order written, whatever the clock was set to in between', async () => {
      const written = [];
      for (const savedAt of [now, now - 3_000, now - 2_000]) written.push(await outbox.append((slot) => make(slot), savedAt));
      expect((await outbox.unconfirmed(new Map())).map(({ fact }) => fact.id)).toEqual(written.map(({ fact }) => fact.id));
    });

    it('sends its whole journal again as a new device when asked to', async () => {
      const written = await write(3);
      await outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 1 }, { seq: 2, state: 'quarantined', reason: 'invalid' }], now);
      await outbox.remint('device-1', 'device-2');
      await outbox.remint('device-2', 'device-3', true);
      const pending = await outbox.pending(10);
      expect(pending.map(({ fact, device, state }) => [fact.id, fact.seq, device, state])).toEqual(
        written.map(({ fact }, index) => [fact.id, index + 1, 'device-3', 'pending']),
      );
      expect(pending.every(({ version, reason, settledAt }) => version === undefined && reason === undefined && settledAt === undefined)).toBe(true);
      expect(await outbox.identity(() => '')).toMatchObject({ device: 'device-3', lastSeq: 3, settledSeq: 0 });
    });

    it('shows facts that are pending, waiting or above the cursor of their scope', async () => {
      await write(4);
      await write(1, 'site:b');
      await outbox.settle('device-1', [
        { seq: 1, state: 'applied', version: 5 }, { seq: 2, state: 'applied', version: 6 },
        { seq: 3, state: 'waiting', version: 6, reason: 'subject-missing' }, { seq: 5, state: 'duplicate', version: 2 },
      ], now);
      const shown = async (cursors: [ScopeKey, number][]) =>
        (await outbox.unconfirmed(new Map(cursors))).map(({ fact }) => fact.seq).sort();
      expect(await shown([['site:a', 5], ['site:b', 2]])).toEqual([2, 3, 4]);
      expect(await shown([])).toEqual([1, 2, 3, 4, 5]);
    });

    it('forgets versions when the epoch changes, not when it is first heard', async () => {
      await write(1);
      await outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 5 }], now);
      expect(await outbox.setEpoch('e1', undefined)).toBe(true);
      expect((await outbox.recent(1))[0]?.version).toBe(5);
      expect(await outbox.setEpoch('e2', undefined)).toBe(false);
      expect(await outbox.setEpoch('e1', undefined)).toBe(true);
      expect((await outbox.identity(() => '')).epoch).toBe('e1');
      expect(await outbox.setEpoch('e2', 'e1')).toBe(true);
      expect((await outbox.recent(1))[0]?.version).toBeUndefined();
      expect((await outbox.identity(() => '')).epoch).toBe('e2');
    });

    it('remembers the offset, and writes later than what it heard', async () => {
      const heard = encodeStamp({ ms: now + 60_000, counter: 3, device: 'server' });
      await outbox.heard(1_234, heard);
      const [written] = await write(1);
      expect(written?.fact.offset).toBe(1_234);
      expect(written && written.fact.stamp > heard).toBe(true);
    });

    it('says how many of its facts it holds no more', async () => {
      await write(6);
      await outbox.settle('device-1', [1, 2, 3, 4].map((seq) => ({ seq, state: 'applied' as const, version: 1 })), now);
      expect(await outbox.missing('device-1', 1)).toBe(0);
      await outbox.prune(now + 3, 100);
      expect(await outbox.missing('device-1', 1)).toBe(3);
      expect(await outbox.missing('device-1', 3)).toBe(1);
      expect(await outbox.missing('device-1', 7)).toBe(0);
      expect(await outbox.missing('device-9', 1)).toBe(0);
    });

    it('counts failures of each fact, and keeps it pending', async () => {
      await write(2);
      expect([await outbox.failed('device-1', 1), await outbox.failed('device-1', 2), await outbox.failed('device-1', 1)]).toEqual([1, 1, 2]);
      expect(await pendingSeqs()).toEqual([1, 2]);
      await outbox.settle('device-1', [{ seq: 1, state: 'quarantined', reason: 'parked' }], now);
      expect(await pendingSeqs()).toEqual([2]);
    });

    it('does not take a fact for old that was saved while the clock was set back', async () => {
      await outbox.heard(0, encodeStamp({ ms: now, counter: 0, device: 'device-1' }));
      await outbox.append((slot) => make(slot), now - 400 * 86_400_000);
      await outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 1 }], now);
      expect(await outbox.prune(now - 14 * 86_400_000, 100)).toBe(0);
      expect(await outbox.prune(now + 1, 100)).toBe(1);
    });

    it('prunes settled facts by age and by number, never one without an outcome', async () => {
      await write(6);
      await outbox.settle('device-1', [1, 2, 3, 4].map((seq) => ({ seq, state: 'applied' as const, version: 1 })), now);
      expect(await outbox.prune(now + 2, 100)).toBe(2);
      expect((await outbox.recent(10)).map(({ fact }) => fact.seq)).toEqual([6, 5, 4, 3]);
      expect(await outbox.prune(now, 3)).toBe(1);
      expect((await outbox.recent(10)).map(({ fact }) => fact.seq)).toEqual([6, 5, 4]);
      expect(await outbox.prune(now + 1_000, 0)).toBe(1);
      expect((await outbox.recent(10)).map(({ fact }) => fact.seq)).toEqual([6, 5]);
    });
  });
}

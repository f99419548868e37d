import { MemoryOutboxStore } from '@fieldloop/sync/memory-outbox-store';
import { beforeEach, expect, it } from 'vitest';
import { StorageError } from '../database/database-guard.ts';
import { heldFacts } from './held-facts.ts';

const now = 1_782_129_600_000;
let outbox: MemoryOutboxStore;
let room: number;
let waiting: (() => void)[];
let stored: number;

beforeEach(() => {
  [outbox, room, waiting, stored] = [new MemoryOutboxStore(), 0, [], 0];
});

/** Over a device on which so many more facts fit. */
function open() {
  const real = outbox;
  const full = Object.assign(Object.create(real) as MemoryOutboxStore, {
    identity: (mint: () => string) => real.identity(mint),
    append: async (...given: Parameters<MemoryOutboxStore['append']>) => {
      if (room === 0) throw new StorageError('full', undefined);
      room -= 1;
      return real.append(...given);
    },
  });
  let made = 0;
  const ports = {
    outbox: full, clock: { now: () => now, monotonic: () => 1 },
    random: { fraction: () => 0, bytes: (length: number) => new Uint8Array(length).fill(made += 1) },
    timers: { after: (_ms: number, run: () => void) => { waiting.push(run); return () => {}; } },
  };
  return heldFacts('o/lin', ports, () => { stored += 1; });
}
const tap = { name: 'people-counted', version: 1, scope: 'site:ja', payload: { counter: 'entered', count: 1 } } as const;
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

it('keeps what does not fit in the order written, at the seqs that it will have', async () => {
  const held = open();
  room = 1;
  const first = await outbox.identity(() => 'd').then(() => held.hold(tap));
  const second = await held.hold(tap);
  expect(held.all().map(({ fact, state }) => [fact.id, fact.seq, state])).toEqual([[first.fact.id, 1, 'pending'], [second.fact.id, 2, 'pending']]);
  expect(second.fact.stamp > first.fact.stamp).toBe(true);
  expect(await outbox.countPending()).toBe(0);
});

it('stores what is held as soon as there is room, as it was, and says so', async () => {
  const held = open();
  const facts = [await held.hold(tap), await held.hold(tap), await held.hold(tap)].map(({ fact }) => fact);
  await expect(held.store()).rejects.toMatchObject({ reason: 'full' });
  expect(held.all()).toHaveLength(3);
  room = 2;
  waiting.shift()?.();
  await settle();
  expect((await outbox.pending(10)).map(({ fact }) => fact)).toEqual(facts.slice(0, 2));
  expect(held.all().map(({ fact }) => fact)).toEqual(facts.slice(2));
  expect(stored).toBe(2);
  room = 5;
  waiting.shift()?.();
  await settle();
  expect((await outbox.pending(10)).map(({ fact }) => fact)).toEqual(facts);
  expect(held.all()).toEqual([]);
});

it('stores nothing twice, however often it is asked at once', async () => {
  const held = open();
  await held.hold(tap);
  room = 10;
  await Promise.all([held.store(), held.store(), held.store()]);
  await held.store();
  expect(await outbox.countPending()).toBe(1);
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { PullRequest, PullResponse } from '../protocol/pull.ts';
import { SyncError } from '../protocol/sync-error.ts';
import { createLedger } from '../server/create-ledger.ts';
import { MemoryCacheStore } from '../testing/memory-cache-store.ts';
import { MemoryLedgerStore } from '../testing/memory-ledger-store.ts';
import { MemoryOutboxStore } from '../testing/memory-outbox-store.ts';
import { toyActor, toyDomain } from '../testing/toy-catalogue.ts';
import { Dice } from '../testing/world/dice.ts';
import { createSyncEngine } from './create-sync-engine.ts';
import { openPageReader } from './page-reader.ts';
import type { Network } from './ports.ts';

const request = (cursor: number): PullRequest => ({ protocol: 1, device: 'd', cursors: { 'site:a': cursor }, snapshots: {}, tallies: false, asks: [] });
const answer = (serverNow: number): PullResponse => ({ epoch: 'e', serverNow, add: [], remove: [], reset: [], changes: [], more: true });

describe('a page reader', () => {
  let asked: PullRequest[];
  let replies: ((response: PullResponse | SyncError) => void)[];
  let now = 0;
  const reader = () => openPageReader({
    clock: { now: () => now, monotonic: () => now },
    network: {
      pull: (frame) => {
        asked.push(frame);
        return new Promise((resolve, reject) => replies.push((response) => (response instanceof SyncError ? reject(response) : resolve(response))));
      },
    },
  });
  beforeEach(() => {
    asked = [];
    replies = [];
  });

  it('answers the very request that it asked ahead, with the time at which it was answered, however late it is read', async () => {
    const pages = reader();
    now = 100;
    pages.ahead(request(7));
    now = 140;
    replies[0]?.(answer(1));
    await Promise.resolve();
    await Promise.resolve();
    now = 900;
    expect(await pages.read(request(7))).toEqual({ response: answer(1), middle: 120 });
    expect(asked).toHaveLength(1);
  });

  it('drops it for any other request, and never gives it twice', async () => {
    const pages = reader();
    pages.ahead(request(7));
    replies[0]?.(answer(1));
    const other = pages.read(request(8));
    replies[1]?.(answer(2));
    expect((await other).response.serverNow).toBe(2);
    const again = pages.read(request(7));
    replies[2]?.(answer(3));
    expect((await again).response.serverNow).toBe(3);
  });

  it('fails as the request failed, when the page is read and not before', async () => {
    const pages = reader();
    pages.ahead(request(7));
    replies[0]?.(new SyncError('unreachable', 'no way'));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(pages.read(request(7))).rejects.toThrow('no way');
  });

  it('waits for its answer before it stops', async () => {
    const pages = reader();
    pages.ahead(request(7));
    let stopped = false;
    const stopping = pages.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    replies[0]?.(answer(1));
    await stopping;
    void pages.read(request(7));
    expect(asked).toHaveLength(2);
  });
});

describe('an engine that catches up', () => {
  it('has asked for the next page before one is applied, and asks for none twice', async () => {
    const store = new MemoryLedgerStore();
    const ledger = createLedger(toyDomain, { store, now: () => 1_782_129_600_000, announce: () => {}, foldThrew: () => {} });
    const caller = { organization: 'org', actor: toyActor('lin', ['site:a']) };
    const events: string[] = [];
    const network: Network = {
      push: (frame) => ledger.push(caller, frame),
      pull: async (frame) => {
        events.push('asked');
        return JSON.parse(JSON.stringify(await ledger.pull(caller, frame))) as PullResponse;
      },
    };
    const phone = (cache = new MemoryCacheStore(), pageSize = 500) => createSyncEngine(toyDomain, {
      app: 'test', lockName: 'lock', tallies: true, pageSize,
      ports: {
        outbox: new MemoryOutboxStore(), cache, network, random: new Dice(pageSize),
        clock: { now: () => 1_782_129_600_000, monotonic: () => 0 },
        locks: { exclusive: (_name, run) => run() },
        timers: { after: () => () => {} },
      },
    });
    const writer = phone();
    for (let note = 0; note < 7; note += 1) await writer.write({ name: 'note-opened', version: 1, scope: 'site:a', payload: { note: `n${note}`, text: 'x' } });
    await writer.flush();

    const cache = new MemoryCacheStore();
    const apply = cache.apply.bind(cache);
    cache.apply = async (update) => {
      events.push('applied');
      return apply(update);
    };
    events.length = 0;
    await phone(cache, 2).flush();
    expect((await cache.read({ scope: 'site:a' })).records).toHaveLength(7);
    const pages = events.filter((event) => event === 'applied').length;
    expect(pages).toBeGreaterThan(3);
    expect(events).toEqual(['asked', ...Array.from({ length: pages - 1 }, () => ['asked', 'applied']).flat(), 'applied']);
  });

  it('asks for nothing more once it is stopped', async () => {
    const asked: (() => void)[] = [];
    const network: Network = {
      push: () => Promise.reject(new SyncError('unreachable', 'no push here')),
      pull: () => new Promise((resolve) => {
        asked.push(() => resolve({ ...answer(1), add: ['site:a'] }));
        if (asked.length > 1) resolve({ ...answer(1), more: false });
      }),
    };
    const engine = createSyncEngine(toyDomain, {
      app: 'test', lockName: 'lock', tallies: true,
      ports: {
        outbox: new MemoryOutboxStore(), cache: new MemoryCacheStore(), network, random: new Dice(1),
        clock: { now: () => 1_782_129_600_000, monotonic: () => 0 },
        locks: { exclusive: (_name, run) => run() },
        timers: { after: () => () => {} },
      },
    });
    engine.start();
    await expect.poll(() => asked.length).toBe(1);
    const stopping = engine.stop();
    asked[0]?.();
    await stopping;
    expect(asked).toHaveLength(1);
  });

  it.each([
    { at: 'sending', turns: ['lock'], pending: 1 },
    { at: 'reading', turns: ['lock', 'lock/pull'], pending: 0 },
  ])('sends and asks for nothing when it was stopped while another tab had its turn at $at', async ({ turns, pending }) => {
    const calls: string[] = [];
    const wanted: string[] = [];
    const unreachable = (call: string) => () => (calls.push(call), Promise.reject(new SyncError('unreachable', 'no way')));
    let free = (): void => {};
    const other = new Promise<void>((resolve) => (free = resolve));
    const engine = createSyncEngine(toyDomain, {
      app: 'test', lockName: 'lock', tallies: true,
      ports: {
        outbox: new MemoryOutboxStore(), cache: new MemoryCacheStore(), network: { push: unreachable('push'), pull: unreachable('pull') }, random: new Dice(1),
        clock: { now: () => 1_782_129_600_000, monotonic: () => 0 },
        locks: {
          async exclusive(name, run) {
            wanted.push(name);
            if (name === turns.at(-1)) await other;
            return run();
          },
        },
        timers: { after: () => () => {} },
      },
    });
    for (let note = 0; note < pending; note += 1) await engine.write({ name: 'note-opened', version: 1, scope: 'site:a', payload: { note: `n${note}`, text: 'x' } });
    engine.start();
    await expect.poll(() => wanted).toEqual(turns);
    const stopping = engine.stop();
    free();
    await stopping;
    expect(calls).toEqual([]);
    expect(engine.status()).toMatchObject({ phase: 'off', pending });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { SyncError } from '../protocol/sync-error.ts';
import { createLedger } from '../server/create-ledger.ts';
import type { Ledger } from '../server/ledger-api.ts';
import { MemoryCacheStore } from '../testing/memory-cache-store.ts';
import { MemoryLedgerStore } from '../testing/memory-ledger-store.ts';
import { MemoryOutboxStore } from '../testing/memory-outbox-store.ts';
import { toyActor, toyDomain } from '../testing/toy-catalogue.ts';
import { Dice } from '../testing/world/dice.ts';
import { VirtualTime } from '../testing/world/virtual-time.ts';
import { cursorsOf, overlayTallies } from './overlay.ts';
import { createSyncEngine } from './create-sync-engine.ts';
import type { SyncReport } from './engine-api.ts';
import type { Clock, Network } from './ports.ts';

const start = 1_782_129_600_000;
let time: VirtualTime;
let store: MemoryLedgerStore;
let ledger: Ledger;
let reports: SyncReport[];
let seed = 0;

beforeEach(() => {
  time = new VirtualTime(start);
  store = new MemoryLedgerStore();
  reports = [];
  ledger = createLedger(toyDomain, { store, now: () => time.now, announce: () => {}, foldThrew: () => {} });
});

function phone(outbox = new MemoryOutboxStore(), around: (network: Network) => Network = (network) => network, clock: Clock = { now: () => time.now, monotonic: () => time.now }) {
  const caller = { organization: 'org', actor: toyActor('lin', ['site:a']) };
  const calls = { push: [] as number[], pull: 0 };
  const direct: Network = {
    async push(request) {
      calls.push.push(request.facts.length);
      return ledger.push(caller, structured(request));
    },
    async pull(request) {
      calls.pull += 1;
      return ledger.pull(caller, structured(request));
    },
  };
  const cache = new MemoryCacheStore();
  const engine = createSyncEngine(toyDomain, {
    app: 'test', lockName: 'lock', tallies: true, report: (report) => reports.push(report),
    ports: {
      outbox, cache, network: around(direct), random: new Dice((seed += 1)),
      clock,
      locks: { exclusive: (_name, run) => run() },
      timers: time,
    },
  });
  return { outbox, cache, engine, calls };
}

const structured = <Frame>(frame: Frame): Frame => JSON.parse(JSON.stringify(frame)) as Frame;
const tap = { name: 'tapped', version: 2, scope: 'site:a', payload: { count: 1 } } as const;
const facts = () => [...store.ledger('org').facts.values()].map(({ fact }) => fact);

/** Lets everything happen that needs no time, then everything that needs up to `ms`. */
async function pass(ms: number): Promise<void> {
  const until = time.now + ms;
  for (;;) {
    for (let turn = 0; turn < 400; turn += 1) await Promise.resolve();
    if (!time.next(until)) return;
  }
}

describe('the client engine', () => {
  it('sends the next batch while the one before is judged, two at a time', async () => {
    let under = 0;
    let most = 0;
    const { engine, outbox, calls } = phone(undefined, (network) => ({
      ...network,
      async push(request) {
        most = Math.max(most, (under += 1));
        await new Promise<void>((resolve) => time.after(100, resolve));
        under -= 1;
        return network.push(request);
      },
    }));
    for (let written = 0; written < 2_300; written += 1) await engine.write(tap);
    engine.start();
    await pass(2_000);
    expect(calls.push).toEqual([500, 500, 500, 500, 300]);
    expect(most).toBe(2);
    expect(await outbox.countPending()).toBe(0);
    expect(facts().map(({ seq }) => seq)).toEqual(Array.from({ length: 2_300 }, (_, index) => index + 1));
  });

  it('knows the server\'s time by when the answer came, however long the disk takes over the next batch', async () => {
    const outbox = new MemoryOutboxStore();
    const [sent, heard] = [outbox.sent.bind(outbox), outbox.heard.bind(outbox)];
    const offsets: number[] = [];
    outbox.sent = async (device, seq) => {
      if (seq > 500) await new Promise<void>((resolve) => time.after(30_000, resolve));
      return sent(device, seq);
    };
    outbox.heard = (offset, stamp) => (offsets.push(offset), heard(offset, stamp));
    const { engine, calls } = phone(outbox);
    for (let written = 0; written < 501; written += 1) await engine.write(tap);
    engine.start();
    await pass(60_000);
    expect(calls.push).toEqual([500, 1]);
    expect(new Set(offsets)).toEqual(new Set([0]));
  });

  it('takes nothing from a batch that overtook a lost one, and sends it again behind that', async () => {
    let asked = 0;
    const { engine, outbox } = phone(undefined, (network) => ({
      ...network,
      push: (request) => ((asked += 1) === 1 ? Promise.reject(new SyncError('unreachable', 'the request was lost')) : network.push(request)),
    }));
    for (let written = 0; written < 1_200; written += 1) await engine.write(tap);
    engine.start();
    await pass(10);
    expect(await outbox.countPending()).toBe(1_200);
    await pass(5_000);
    expect(await outbox.countPending()).toBe(0);
    expect(facts()).toHaveLength(1_200);
    expect(reports).toEqual([]);
  });

  it('sends what waits although the disk has no room to note it', async () => {
    const outbox = new MemoryOutboxStore();
    const { engine } = phone(outbox);
    for (let written = 0; written < 3; written += 1) await engine.write(tap);
    outbox.sent = () => Promise.reject(new Error('no room is left'));
    engine.start();
    await pass(1_000);
    expect(facts()).toHaveLength(3);
    expect(await outbox.countPending()).toBe(0);
    expect(reports.map(({ reason }) => reason)).toEqual(['storage-failed']);
  });

  it('saves first, sends soon, and knows that it is done', async () => {
    const { engine, outbox, calls } = phone();
    engine.start();
    await pass(10);
    await engine.write(tap);
    expect(engine.status()).toMatchObject({ phase: 'soon', pending: 1 });
    expect(await outbox.countPending()).toBe(1);
    await pass(1_000);
    expect(engine.status()).toMatchObject({ phase: 'idle', pending: 0, lastSyncAt: expect.any(Number) });
    expect(calls.push).toEqual([1]);
    expect(facts()).toHaveLength(1);
  });

  it('drains ten thousand facts in twenty pushes', async () => {
    const { engine, calls } = phone();
    for (let index = 0; index < 10_000; index += 1) await engine.write(tap);
    await engine.flush();
    expect(calls.push).toEqual(Array.from({ length: 20 }, () => 500));
    expect(facts()).toHaveLength(10_000);
  });

  it('cuts a batch at 256 KB', async () => {
    const { engine, calls } = phone();
    for (let index = 0; index < 40; index += 1) {
      await engine.write({ name: 'note-opened', version: 1, scope: 'site:a', payload: { note: `n${index}`, text: 'x'.repeat(20_000) } });
    }
    await engine.flush();
    expect(calls.push.every((count) => count <= 13)).toBe(true);
    expect(facts()).toHaveLength(40);
  });

  it('refuses a fact that no server would take, before calling it saved', async () => {
    const { engine, outbox } = phone();
    const huge = { name: 'note-opened', version: 1, scope: 'site:a', payload: { note: 'n', text: '长'.repeat(20_000) } } as const;
    await expect(engine.write(huge)).rejects.toThrow(RangeError);
    await expect(engine.write({ ...tap, name: 'no-such-fact' })).rejects.toThrow(RangeError);
    expect(await outbox.identity(() => 'd')).toMatchObject({ lastSeq: 0 });
  });

  it('writes nothing twice when the reply is lost after the commit', async () => {
    let lost = 1;
    const { engine, outbox } = phone(undefined, (network) => ({
      ...network,
      async push(request) {
        const response = await network.push(request);
        if (lost-- > 0) throw new SyncError('unreachable', 'the reply was lost');
        return response;
      },
    }));
    await engine.write(tap);
    engine.start();
    await pass(60_000);
    expect(facts()).toHaveLength(1);
    expect((await outbox.recent(1))[0]).toMatchObject({ state: 'duplicate', version: 1 });
  });

  it('tries smaller batches when one is too large for something on the way', async () => {
    const { engine, calls } = phone(undefined, (network) => ({
      ...network,
      push: async (request) => {
        if (request.facts.length > 100) throw new SyncError('too-large', 'the proxy says no');
        return network.push(request);
      },
    }));
    for (let index = 0; index < 300; index += 1) await engine.write(tap);
    await engine.flush();
    await pass(120_000);
    expect(Math.max(...calls.push)).toBeLessThanOrEqual(100);
    expect(facts()).toHaveLength(300);
  });

  it('keeps everything while the session has ended, and sends it after sign-in', async () => {
    let signedIn = false;
    const guard = async () => {
      if (!signedIn) throw new SyncError('signed-out', 'the session has ended');
    };
    const { engine, outbox } = phone(undefined, (network) => ({
      push: async (request) => guard().then(() => network.push(request)),
      pull: async (request) => guard().then(() => network.pull(request)),
    }));
    engine.start();
    await engine.write(tap);
    await pass(600_000);
    expect(engine.status()).toMatchObject({ phase: 'paused', reason: 'signed-out', pending: 1 });
    expect(await outbox.countPending()).toBe(1);
    signedIn = true;
    engine.signedIn();
    await pass(1_000);
    expect(engine.status()).toMatchObject({ phase: 'idle', pending: 0 });
    expect(reports.map(({ reason }) => reason)).toContain('signed-out');
  });

  it('counts once what was written before the copy was made, whichever of the two sent it', async () => {
    let isBusy = true;
    const first = phone(undefined, (network) => ({
      pull: network.pull,
      push: (request) => (isBusy ? Promise.reject(new SyncError('busy', 'not now')) : network.push(request)),
    }));
    await first.engine.write(tap);
    await first.engine.write(tap);
    const copy = phone(first.outbox.copy());
    await copy.engine.write(tap);
    await copy.engine.flush();
    await first.engine.write(tap);
    // Its pushes are not taken, so it hears from a pull that another one sends as this device.
    await first.engine.flush();
    const always = { from: 0, until: Number.MAX_SAFE_INTEGER };
    const { tallies, state } = await first.cache.read({ scope: 'site:a', tallies: always });
    const unconfirmed = await first.outbox.unconfirmed(cursorsOf(state));
    const shown = overlayTallies(tallies, unconfirmed, state, toyDomain, { site: 'a', ...always });
    expect(shown.reduce((sum, { n }) => sum + n, 0)).toBe(4);
    isBusy = false;
    await first.engine.flush();
    expect(facts()).toHaveLength(4);
  });

  it('knows itself for a copy when the ledger has more of this device than it ever wrote', async () => {
    const first = phone();
    await first.engine.flush();
    const copy = phone(first.outbox.copy());
    await copy.engine.write(tap);
    await copy.engine.flush();
    await first.engine.flush();
    await first.engine.write(tap);
    expect(await first.outbox.asks(10)).toEqual([]);
    const always = { from: 0, until: Number.MAX_SAFE_INTEGER };
    const { tallies, state } = await first.cache.read({ scope: 'site:a', tallies: always });
    const shown = overlayTallies(tallies, await first.outbox.unconfirmed(cursorsOf(state)), state, toyDomain, { site: 'a', ...always });
    expect(shown.reduce((sum, { n }) => sum + n, 0)).toBe(2);
    expect(reports.map(({ reason }) => reason)).toContain('cloned');
  });

  it('takes no rows with what another tab has sent as a new device since it asked', async () => {
    const outbox = new MemoryOutboxStore();
    const otherTab = phone(outbox);
    let asked = 0;
    const { engine, cache } = phone(outbox, (network) => ({
      push: () => Promise.reject(new SyncError('busy', 'not now')),
      async pull(request) {
        if ((asked += 1) === 1) {
          await outbox.remint(request.device, 'new-device');
          await otherTab.engine.flush();
        }
        return network.pull(request);
      },
    }));
    await engine.write(tap);
    await engine.flush();
    const always = { from: 0, until: Number.MAX_SAFE_INTEGER };
    const { tallies, state } = await cache.read({ scope: 'site:a', tallies: always });
    const unsettled = (await outbox.recent(1)).map((stored) => ({ ...stored, state: 'pending' as const, version: undefined }));
    const shown = overlayTallies(tallies, unsettled, state, toyDomain, { site: 'a', ...always });
    expect(shown.reduce((sum, { n }) => sum + n, 0)).toBe(1);
  });

  it('keeps its journal when the clock of the phone is set forward', async () => {
    let ahead = 0;
    const { engine, outbox } = phone(undefined, undefined, { now: () => time.now + ahead, monotonic: () => time.now });
    await engine.write(tap);
    await engine.flush();
    ahead = 365 * 86_400_000;
    const opened = phone(outbox, undefined, { now: () => time.now + ahead, monotonic: () => time.now });
    await opened.engine.flush();
    expect(await outbox.recent(10)).toHaveLength(1);
  });

  it('gives a copied device a new id and sends both histories', async () => {
    const first = phone();
    await first.engine.write(tap);
    await first.engine.flush();
    const copy = phone(first.outbox.copy());
    await first.engine.write(tap);
    await copy.engine.write(tap);
    await first.engine.flush();
    await copy.engine.flush();
    await pass(10_000);
    expect(facts()).toHaveLength(3);
    expect(new Set([...store.ledger('org').facts.values()].map(({ device }) => device)).size).toBe(2);
    expect(reports.map(({ reason }) => reason)).toContain('cloned');
  });

  it.each([
    ['under a new epoch', 'epoch-2', 'new-epoch'],
    ['under its old epoch', 'epoch-1', 'server-behind'],
  ])('refills a server that was restored from a backup %s, from its journal', async (_how, epoch, reason) => {
    const { engine, cache } = phone();
    await engine.write(tap);
    await engine.flush();
    for (let index = 0; index < 3; index += 1) await engine.write(tap);
    await engine.write({ name: 'note-opened', version: 1, scope: 'site:a', payload: { note: 'n', text: 'kept on the phone' } });
    await engine.flush();
    const written = facts().map(({ id }) => id).sort();

    // The backup was taken before any of this.
    store = new MemoryLedgerStore(epoch);
    ledger = createLedger(toyDomain, { store, now: () => time.now, announce: () => {}, foldThrew: () => {} });
    await engine.flush();
    await pass(120_000);
    await engine.flush();
    expect(facts().map(({ id }) => id).sort()).toEqual(written);
    expect((await cache.read({ scope: 'site:a', kind: 'note' })).records).toHaveLength(1);
    expect((await cache.state()).epoch).toBe(epoch);
    expect(reports.map((report) => report.reason)).toContain(reason);
  });

  it('reads a scope anew when its digest does not agree', async () => {
    const { engine, cache } = phone();
    await engine.write({ name: 'note-opened', version: 1, scope: 'site:a', payload: { note: 'n', text: 'a' } });
    await engine.flush();
    const position = (await cache.state()).scopes.get('site:a');
    // Storage that lost a row: what the digest is for.
    await cache.apply({
      epoch: 'epoch-1', remove: [], pages: [{
        scope: 'site:a', before: position, after: { cursor: position?.cursor, round: position?.round ?? 1, tallied: position?.tallied },
        rows: [{ kind: 'note', id: 'n', version: 1, gone: 'deleted' }], tallies: [], completes: false,
      }],
    });
    await engine.write({ name: 'note-opened', version: 1, scope: 'site:a', payload: { note: 'm', text: 'b' } });
    await engine.flush();
    expect((await cache.read({ scope: 'site:a', kind: 'note' })).records.map(({ id }) => id).sort()).toEqual(['m', 'n']);
    expect(reports.map(({ reason }) => reason)).toEqual(['digest-differs']);
  });

  it('counts again what it holds when only the sum has drifted, and ends when the server itself is wrong', async () => {
    let wrong = '0123456789abcdef';
    const { engine, cache, calls } = phone(undefined, (network) => ({
      ...network,
      async pull(request) {
        const response = await network.pull(request);
        return { ...response, changes: response.changes.map((change) => (change.digest && wrong ? { ...change, digest: { ...change.digest, hash: wrong } } : change)) };
      },
    }));
    const open = (note: string) => engine.write({ name: 'note-opened', version: 1, scope: 'site:a', payload: { note, text: note } });
    await open('n');
    await engine.flush();
    expect(calls.pull).toBeLessThan(5);
    expect(reports.map(({ detail }) => detail)).toEqual(['person:lin differs although it was read anew', 'site:a differs although it was read anew']);

    wrong = '';
    Object.assign((await cache.state()).scopes.get('site:a') ?? {}, { digest: { count: 7, hash: '0123456789abcdef' } });
    reports = [];
    await open('m');
    const before = calls.pull;
    await engine.flush();
    expect(calls.pull - before).toBe(1);
    expect(reports).toEqual([]);
  });

  it('says so when the device\'s own storage fails, and tries again', async () => {
    let broken = true;
    const outbox = new MemoryOutboxStore();
    const pending = outbox.pending.bind(outbox);
    outbox.pending = async (limit) => {
      if (broken) throw new Error('the database handle is dead');
      return pending(limit);
    };
    const { engine } = phone(outbox);
    engine.start();
    await pass(5_000);
    expect(engine.status()).toMatchObject({ phase: 'waiting', reason: 'storage-failed' });
    expect(reports[0]).toMatchObject({ reason: 'storage-failed', detail: 'the database handle is dead' });
    broken = false;
    await pass(120_000);
    expect(engine.status().phase).toBe('idle');
  });

  it('stops, and does nothing after', async () => {
    const { engine, calls } = phone();
    engine.start();
    await pass(1_000);
    await engine.stop();
    await engine.write(tap);
    engine.hinted();
    engine.woke();
    await pass(600_000);
    expect(calls.push).toEqual([]);
    expect(engine.status()).toMatchObject({ phase: 'off', pending: 1 });
  });
});

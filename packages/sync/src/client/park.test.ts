import { beforeEach, describe, expect, it } from 'vitest';
import { SyncError } from '../protocol/sync-error.ts';
import type { PushRequest } from '../protocol/push.ts';
import { createLedger } from '../server/create-ledger.ts';
import { MemoryCacheStore } from '../testing/memory-cache-store.ts';
import { MemoryLedgerStore } from '../testing/memory-ledger-store.ts';
import { MemoryOutboxStore } from '../testing/memory-outbox-store.ts';
import { toyActor, toyDomain } from '../testing/toy-catalogue.ts';
import { Dice } from '../testing/world/dice.ts';
import { VirtualTime } from '../testing/world/virtual-time.ts';
import { createSyncEngine } from './create-sync-engine.ts';
import type { SyncReport } from './engine-api.ts';

const start = 1_782_129_600_000;
const poison = (request: PushRequest): boolean => request.facts.some((fact) => JSON.stringify(fact).includes('"poison'));

let time: VirtualTime;
let store: MemoryLedgerStore;
let outbox: MemoryOutboxStore;
let reports: SyncReport[];
let requests: PushRequest[];
/** What the server does at a push before the ledger sees it. */
let server: (request: PushRequest) => void;

beforeEach(() => {
  time = new VirtualTime(start);
  store = new MemoryLedgerStore();
  outbox = new MemoryOutboxStore();
  reports = [];
  requests = [];
  server = (request) => {
    if (poison(request)) throw new SyncError('failed', 'the server failed');
  };
});

function open() {
  const ledger = createLedger(toyDomain, { store, now: () => time.now, announce: () => {}, foldThrew: () => {} });
  const caller = { organization: 'org', actor: toyActor('lin', ['site:a']) };
  return createSyncEngine(toyDomain, {
    app: 'test', lockName: 'lock', tallies: true, report: (report) => reports.push(report),
    ports: {
      outbox, cache: new MemoryCacheStore(), random: new Dice(1), timers: time,
      clock: { now: () => time.now, monotonic: () => time.now },
      locks: { exclusive: (_name, run) => run() },
      network: {
        push: async (request) => {
          requests.push(request);
          server(request);
          return ledger.push(caller, JSON.parse(JSON.stringify(request)) as PushRequest);
        },
        pull: (request) => ledger.pull(caller, request),
      },
    },
  });
}

async function pass(ms: number): Promise<void> {
  const until = time.now + ms;
  do for (let turn = 0; turn < 2_000; turn += 1) await Promise.resolve();
  while (time.next(until));
}

const note = (text: string) => ({ name: 'note-opened', version: 1, scope: 'site:a', payload: { note: text, text } }) as const;
const inLedger = () => [...store.ledger('org').facts.values()].map(({ fact }) => (fact.payload as { note: string }).note);
const inQuarantine = () => store.ledger('org').quarantine.map(({ reason, received }) => [reason, (JSON.parse(received) as { payload: { note: string } }).payload.note]);

describe('a fact that makes the server fail', () => {
  it.each([0, 1, 249, 250, 499])('is found among 500 at place %i and parked; the others arrive, in order', async (place) => {
    const engine = open();
    for (let index = 0; index < 500; index += 1) await engine.write(note(index === place ? 'poison' : `n${index}`));
    engine.start();
    await pass(10 * 60_000);
    expect(await outbox.countPending()).toBe(0);
    expect(inLedger()).toEqual(Array.from({ length: 500 }, (_, index) => `n${index}`).filter((_, index) => index !== place));
    expect(inQuarantine()).toEqual([['parked', 'poison']]);
    expect(reports.map(({ reason }) => reason)).toContain('parked');
    const alone = requests.filter((request) => poison(request) && request.facts.length === 1);
    expect(alone).toHaveLength(5);
    expect(requests.length).toBeLessThan(50);
    expect(engine.status()).toMatchObject({ phase: 'idle', pending: 0 });
  });

  it('has company, and all of them are parked without stopping what is between', async () => {
    const engine = open();
    for (let index = 0; index < 40; index += 1) await engine.write(note(index % 10 === 3 ? `poison${index}` : `n${index}`));
    engine.start();
    await pass(30 * 60_000);
    expect(inLedger()).toHaveLength(36);
    expect(inQuarantine().map(([, text]) => text)).toEqual(['poison3', 'poison13', 'poison23', 'poison33']);
  });

  it('is still counted after the app was closed in between', async () => {
    let engine = open();
    await engine.write(note('poison'));
    for (let life = 0; life < 5; life += 1) {
      await engine.flush();
      await engine.stop();
      engine = open();
    }
    expect(inQuarantine()).toEqual([['parked', 'poison']]);
  });

  it('waits at a server that knows of no parking', async () => {
    const known = server;
    server = (request) => {
      known(request);
      if ('parked' in request) delete (request as { parked?: unknown }).parked;
    };
    const engine = open();
    await engine.write(note('poison'));
    engine.start();
    await pass(10 * 60_000);
    expect(await outbox.countPending()).toBe(1);
    expect(requests.length).toBeLessThan(120);
  });
});

describe('an outage', () => {
  it.each(['failed', 'busy', 'unreachable', 'rate-limited', 'too-large', 'bad-frame'] as const)('that answers %s to everything for hours parks nothing', async (reason) => {
    server = () => {
      throw new SyncError(reason, 'no');
    };
    const engine = open();
    for (let index = 0; index < 20; index += 1) await engine.write(note(`n${index}`));
    engine.start();
    await pass(2 * 3_600_000);
    expect(requests.every(({ parked }) => parked === undefined)).toBe(true);
    expect(requests.length).toBeLessThan(2_000);
    expect(await outbox.countPending()).toBe(20);
    server = () => {};
    engine.woke();
    await pass(60_000);
    expect(inLedger()).toHaveLength(20);
    expect(inQuarantine()).toEqual([]);
  });

  it('of temporary answers at one fact never counts against it', async () => {
    server = (request) => {
      if (poison(request)) throw new SyncError('busy', 'deadlock');
    };
    const engine = open();
    await engine.write(note('poison'));
    engine.start();
    await pass(3_600_000);
    expect(await outbox.countPending()).toBe(1);
    expect(inQuarantine()).toEqual([]);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import { records } from '@fieldloop/domain/records';
import type { Network, SyncEngine } from '@fieldloop/sync/client';
import { createSyncEngine } from '@fieldloop/sync/engine';
import { encodeStamp, pullResponse, pushResponse, SyncError, uuidV7 } from '@fieldloop/sync/protocol';
import { MemoryCacheStore, MemoryOutboxStore } from '@fieldloop/sync/testing';
import { createSqueezer, type Squeezer } from '../../../apps/web/src/runtime/api/squeezer.ts';
import { answerOf, Visitor } from '../../integration/visitor.ts';

/** A phone as the product has it, but for the screen: the real engine over HTTP, its databases in memory. */
export interface BenchPhone {
  readonly visitor: Visitor;
  readonly outbox: MemoryOutboxStore;
  readonly cache: MemoryCacheStore;
  readonly engine: SyncEngine;
  readonly requests: { push: number; pull: number };
}

export async function joinedPhone(url: string, code: string): Promise<BenchPhone> {
  const visitor = new Visitor(url);
  const { status, reason } = await visitor.mutate('people.join', { code, name: 'bench', locale: 'en' });
  if (status !== 200) throw new Error(`a phone could not join: ${status} ${reason ?? ''}`);
  const outbox = new MemoryOutboxStore();
  const cache = new MemoryCacheStore();
  const requests = { push: 0, pull: 0 };
  const engine = createSyncEngine({ facts: floorFacts, records }, {
    app: 'bench',
    lockName: randomUUID(),
    tallies: true,
    ports: {
      outbox,
      cache,
      network: httpNetwork(visitor, requests),
      clock: { now: () => Date.now(), monotonic: () => performance.now() },
      random: { fraction: () => Math.random(), bytes: (length) => randomBytes(length) },
      locks: { exclusive: (_name, run) => run() },
      timers: {
        after(ms, run) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
    },
  });
  return { visitor, outbox, cache, engine, requests };
}

function httpNetwork(visitor: Visitor, requests: { push: number; pull: number }): Network {
  const squeezer = createSqueezer();
  return {
    async push(request) {
      requests.push += 1;
      return pushResponse.parse(await answered(visitor, 'sync.push', request, squeezer));
    },
    async pull(request) {
      requests.pull += 1;
      return pullResponse.parse(await answered(visitor, 'sync.pull', request));
    },
  };
}

async function answered(visitor: Visitor, procedure: string, input: unknown, squeezer?: Squeezer): Promise<unknown> {
  const text = JSON.stringify(input);
  const squeezed = await squeezer?.squeeze(text);
  const sentAt = performance.now();
  const response = await visitor.fetch(`/trpc/${procedure}`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...squeezed?.headers }, body: squeezed?.body ?? text,
  });
  const { status, data, reason } = await answerOf(response);
  squeezer?.answered(text, response, performance.now() - sentAt);
  if (status !== 200) throw new SyncError('failed', `${procedure} answered ${status} ${reason ?? ''}`);
  return data;
}

/** A tap, as a phone writes one. `index` counts from 0. */
export function tap(device: string, scope: ScopeKey, index: number): Fact {
  const at = Date.now() - 60_000 + index;
  return {
    ...envelope(device, scope, index, at),
    name: 'people-counted',
    payload: { shift: 'shift-1', counter: index % 4 === 0 ? 'entered' : 'passedBy', count: 1 },
  };
}

/** An issue, as a phone reports one: a record of its own. */
export function issue(device: string, scope: ScopeKey, index: number): Fact {
  const at = Date.now() - 60_000 + index;
  const item = `${device.slice(-6)}-${index}`;
  return {
    ...envelope(device, scope, index, at),
    name: 'item-opened',
    subjects: [`item:${item}`],
    payload: { item, kind: 'issue', text: '门口那个大装置把路挡了一半', category: 'layout', severity: 'medium' },
  };
}

function envelope(device: string, scope: ScopeKey, index: number, at: number) {
  return {
    id: uuidV7(at, randomBytes(10)), seq: index + 1, version: 1, scope, subjects: [], seen: 1, inForce: 'commute@1', inHand: 'commute@1',
    at, offset: 3, mono: 1_000.5 + index, stamp: encodeStamp({ ms: at, counter: 0, device }),
  } as const;
}

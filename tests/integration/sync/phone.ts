import { randomBytes } from 'node:crypto';
import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import { records } from '@fieldloop/domain/records';
import type { ClientDomain, Network, SyncEngine, SyncReport } from '@fieldloop/sync/client';
import { createSyncEngine } from '@fieldloop/sync/engine';
import { MemoryCacheStore } from '@fieldloop/sync/memory-cache-store';
import { MemoryOutboxStore } from '@fieldloop/sync/memory-outbox-store';
import { isRequestReason, pullResponse, pushResponse, SyncError, type PullRequest, type PushRequest, type RequestReason } from '@fieldloop/sync/protocol';
import type { Visitor } from '../visitor.ts';

/** A phone without a screen: the engine that phones run, over real HTTP, with its databases in memory. */
export interface Phone {
  readonly engine: SyncEngine;
  readonly outbox: MemoryOutboxStore;
  readonly cache: MemoryCacheStore;
  readonly reports: SyncReport[];
  readonly pushes: PushRequest[];
}

export interface PhoneSettings {
  readonly domain?: ClientDomain;
  readonly outbox?: MemoryOutboxStore;
  readonly cache?: MemoryCacheStore;
  /** How much faster than the machine's its waits are. */
  readonly hurry?: number;
  /** Default: the machine's. */
  readonly now?: () => number;
}

/** What a phone loads. */
export const phoneDomain: ClientDomain = { facts: floorFacts, records };

export function openPhone(visitor: Visitor, settings: PhoneSettings = {}): Phone {
  const { domain = phoneDomain, outbox = new MemoryOutboxStore(), cache = new MemoryCacheStore(), hurry = 1, now = Date.now } = settings;
  const reports: SyncReport[] = [];
  const pushes: PushRequest[] = [];
  const engine = createSyncEngine(domain, {
    app: 'test', lockName: 'lock', tallies: true, report: (report) => reports.push(report),
    ports: {
      outbox, cache,
      network: networkOf(visitor, pushes),
      clock: { now, monotonic: () => performance.now() },
      random: { fraction: Math.random, bytes: (length) => randomBytes(length) },
      locks: { exclusive: (_name, run) => run() },
      timers: {
        after(ms, run) {
          const timer = setTimeout(run, ms / hurry);
          return () => clearTimeout(timer);
        },
      },
    },
  });
  return { engine, outbox, cache, reports, pushes };
}

/** One tap at the entrance of a site. */
export function tap(site: string, count = 1) {
  return { name: 'people-counted', version: 1, scope: `site:${site}`, payload: { counter: 'passedBy', count } } as const;
}

const refusals: Readonly<Record<string, RequestReason>> = {
  'not-signed-in': 'signed-out', 'not-allowed': 'forbidden', 'too-many-requests': 'rate-limited', 'invalid-input': 'bad-frame', unavailable: 'busy',
};

function networkOf(visitor: Visitor, pushes: PushRequest[]): Network {
  async function exchange(procedure: string, frame: PushRequest | PullRequest): Promise<unknown> {
    const answer = await visitor.mutate(procedure, frame).catch((cause: unknown) => {
      throw new SyncError('unreachable', 'no answer', { cause });
    });
    if (answer.status === 200) return answer.data;
    const { reason = 'failed' } = answer;
    throw new SyncError(isRequestReason(reason) ? reason : (refusals[reason] ?? 'failed'), `${procedure}: ${answer.status} ${reason}`);
  }
  return {
    push: async (frame) => {
      pushes.push(frame);
      return pushResponse.parse(await exchange('sync.push', frame));
    },
    pull: async (frame) => pullResponse.parse(await exchange('sync.pull', frame)),
  };
}

/** Waits for something to become true; fails with what is, instead. */
export async function eventually<Value>(read: () => Promise<Value> | Value, right: (value: Value) => boolean, patience = 20_000): Promise<Value> {
  const until = performance.now() + patience;
  for (;;) {
    const value = await read();
    if (right(value)) return value;
    if (performance.now() > until) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

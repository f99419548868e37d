import { expect, it } from 'vitest';
import { SyncError } from '@fieldloop/sync/protocol/sync-error';
import { StorageError } from '../runtime/database/database-guard.ts';
import type { Session } from '../runtime/session/session.ts';
import { mayGo } from './before-reload.ts';

const never = () => new Promise(() => {});

function session({ held, store, flush }: { held: number; store?: () => Promise<void>; flush?: () => Promise<unknown> }) {
  let facts = held;
  return {
    held: {
      all: () => Array.from({ length: facts }),
      store: store ?? (async () => { facts = 0; }),
    },
    engine: { flush: flush ?? (async () => undefined) },
  } as unknown as Session;
}

it('stores what is held before the page goes', async () => {
  const full = session({ held: 3 });
  expect(await mayGo(full, never)).toBe(true);
  expect(full.held.all()).toEqual([]);
});

it('stays while something is in memory alone', async () => {
  expect(await mayGo(session({ held: 3, store: () => Promise.reject(new StorageError('full', undefined)) }), never)).toBe(false);
  expect(await mayGo(session({ held: 3, store: () => Promise.resolve() }), never)).toBe(false);
});

it('goes without a network, whether that says no, says nothing or cannot be loaded', async () => {
  expect(await mayGo(session({ held: 0, flush: () => Promise.reject(new SyncError('unreachable', 'not loaded')) }), never)).toBe(true);
  expect(await mayGo(session({ held: 0, flush: never as () => Promise<unknown> }), async () => undefined)).toBe(true);
  expect(await mayGo(undefined, never)).toBe(true);
});

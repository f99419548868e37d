import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { guarded, StorageError } from './database-guard.ts';

function failing(...names: string[]) {
  let calls = 0;
  const run = async () => {
    const name = names[calls];
    calls += 1;
    if (name) throw Object.assign(new Error('any words'), { name });
    return 'done';
  };
  return { run, calls: () => calls };
}

const database = () => new Dexie(`guard-${Math.random()}`);

it('runs a whole transaction again on a fresh handle when the old one has died', async () => {
  const { run, calls } = failing('DatabaseClosedError');
  expect(await guarded(database(), run)).toBe('done');
  expect(calls()).toBe(2);
});

it('says that the device is full, and does not try again', async () => {
  const { run, calls } = failing('QuotaExceededError');
  await expect(guarded(database(), run)).rejects.toMatchObject({ name: 'StorageError', reason: 'full' });
  expect(calls()).toBe(1);
});

it('finds the full device inside what Dexie wraps', async () => {
  const inner = Object.assign(new Error('any words'), { name: 'QuotaExceededError' });
  const wrapped = Object.assign(new Error('aborted'), { name: 'AbortError', inner });
  await expect(guarded(database(), () => Promise.reject(wrapped))).rejects.toBeInstanceOf(StorageError);
});

it('runs it again when the handle died in the middle, whatever the browser calls that', async () => {
  for (const name of ['AbortError', 'UnknownError', 'InvalidStateError']) {
    const { run, calls } = failing(name, 'DatabaseClosedError');
    expect(await guarded(database(), run)).toBe('done');
    expect(calls()).toBe(3);
  }
});

it('does not close the fresh handle on which somebody else has begun anew', async () => {
  const shared = database();
  shared.version(1).stores({ things: 'id' });
  await shared.open();
  const dead = shared.backendDB();
  let fresh: unknown;
  const run = async () => {
    if (shared.backendDB() !== dead) return;
    // Another transaction failed at the same handle and was faster.
    shared.close({ disableAutoOpen: false });
    await shared.open();
    fresh = shared.backendDB();
    throw Object.assign(new Error('any words'), { name: 'AbortError' });
  };
  await guarded(shared, run);
  expect(shared.backendDB()).toBe(fresh);
  shared.close();
});

it('opens nothing that was closed on purpose', async () => {
  const left = database();
  left.version(1).stores({ things: 'id' });
  await left.open();
  left.close();
  await expect(guarded(left, () => left.table('things').count())).rejects.toMatchObject({ name: 'DatabaseClosedError' });
  expect(left.isOpen()).toBe(false);
});

it('gives up on a handle that stays dead, with a reason', async () => {
  const { run } = failing('InvalidStateError', 'DatabaseClosedError', 'UnknownError');
  await expect(guarded(database(), run)).rejects.toMatchObject({ reason: 'unavailable' });
});

it('passes every other error on as it is', async () => {
  const { run, calls } = failing('ConstraintError');
  await expect(guarded(database(), run)).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(calls()).toBe(1);
});

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

it('gives up on a handle that stays dead, with a reason', async () => {
  const { run } = failing('InvalidStateError', 'DatabaseClosedError');
  await expect(guarded(database(), run)).rejects.toMatchObject({ reason: 'unavailable' });
});

it('passes every other error on as it is', async () => {
  const { run, calls } = failing('ConstraintError');
  await expect(guarded(database(), run)).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(calls()).toBe(1);
});

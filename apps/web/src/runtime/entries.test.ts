import { Dexie } from 'dexie';
import type { Outcome } from '@fieldloop/sync/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { countAttention, readEntries } from './entries.ts';
import { openSession, type Session } from './session/session.ts';

let session: Session;

beforeEach(async () => {
  session = openSession({ organization: 'o', person: 'lin-xiao', tallies: true });
  await session.outbox.identity(() => 'device-1');
});

afterEach(async () => {
  await session.close();
  await Promise.all((await Dexie.getDatabaseNames()).map((name) => Dexie.delete(name)));
});

/** One tap at the entrance, and what the server said of it. */
async function tapped(outcome: Omit<Outcome, 'seq'>): Promise<string> {
  const { fact } = await session.write({ name: 'people-counted', version: 1, scope: 'site:ja', payload: { counter: 'entered', count: 1 } });
  await session.outbox.settle('device-1', [{ ...outcome, seq: fact.seq }], 1);
  return fact.id;
}

async function entry(id: string) {
  return (await readEntries(session, 10)).find((each) => each.id === id);
}

it('says what counts of an entry that the desk let in with other content, once it has asked', async () => {
  const id = await tapped({ state: 'applied', version: 3, settled: { as: 'released' } });
  expect(await entry(id)).toMatchObject({ fact: { payload: { count: 1 } }, unasked: true });
  await session.outboxDatabase.facts.where('id').equals(id).modify({ counts: { instead: { counter: 'entered', count: 5 } } });
  const known = await entry(id);
  expect(known).toMatchObject({ fact: { id, payload: { count: 5 } }, sent: { payload: { count: 1 } } });
  expect(known?.unasked).toBeFalsy();
});

it('asks anew what counts when the server has forgotten that the desk let it in', async () => {
  const id = await tapped({ state: 'applied', version: 3, settled: { as: 'released' } });
  await session.outboxDatabase.facts.where('id').equals(id).modify({ counts: { instead: { counter: 'entered', count: 5 } } });
  await session.outbox.requeueFrom('device-1', 1);
  await session.outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 3, settled: { as: 'released' } }], 2);
  expect(await entry(id)).toMatchObject({ fact: { payload: { count: 1 } }, unasked: true });
});

it('leaves an entry as it was written when the desk let it in as it was', async () => {
  const id = await tapped({ state: 'applied', version: 3, settled: { as: 'released' } });
  await session.outboxDatabase.facts.where('id').equals(id).modify({ counts: {} });
  const known = await entry(id);
  expect(known?.fact.payload).toMatchObject({ count: 1 });
  expect(known?.sent).toBeUndefined();
  expect(known?.unasked).toBeFalsy();
});

it('asks nothing of a person while an entry only waits for the server', async () => {
  for (const reason of ['newer-version', 'unknown-fact', 'parked'] as const) expect((await entry(await tapped({ state: 'quarantined', reason })))?.state).toBe('not-yet');
  expect(await countAttention(session)).toBe(0);
  expect((await entry(await tapped({ state: 'quarantined', reason: 'invalid' })))?.state).toBe('attention');
  expect(await countAttention(session)).toBe(1);
});

it('counts what needs a person as it lists it: nothing that the phone noted by itself', async () => {
  const { fact } = await session.write({ name: 'revision-delivered', version: 1, scope: 'site:ja', payload: { revision: 'commute@1' } });
  await session.outbox.settle('device-1', [{ seq: fact.seq, state: 'quarantined', reason: 'invalid' }], 1);
  expect(await countAttention(session)).toBe(0);
  expect(await readEntries(session, 10)).toEqual([]);
});

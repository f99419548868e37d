import { afterEach, beforeEach, expect, it } from 'vitest';
import { findUndoable, ownFacts } from '../../apps/web/src/features/count/counting.ts';
import { setSession } from '../../apps/web/src/runtime/session/current-session.ts';
import { openSession, type Session } from '../../apps/web/src/runtime/session/session.ts';

let session: Session;

beforeEach(async () => {
  session = openSession({ organization: 'o', person: 'lin-xiao', tallies: true });
  await session.outbox.identity(() => 'device-1');
  setSession(session);
});

afterEach(async () => {
  setSession(undefined);
  await session.close();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? '');
});

it('takes back what counts, and nothing of which this phone does not know what counts', async () => {
  for (const count of [2, 3, 4]) await session.write({ name: 'people-counted', version: 1, scope: 'site:ja', payload: { shift: 's-1', counter: 'entered', count } });
  const [, second] = await ownFacts();
  await session.outbox.settle('device-1', [
    { seq: 2, state: 'applied', version: 3, settled: { as: 'released' } },
    { seq: 3, state: 'quarantined', reason: 'dismissed', settled: { as: 'dismissed', note: 'twice' } },
  ], 1);
  expect(await findUndoable(['entered'])).toMatchObject({ n: 2 });

  await session.outboxDatabase.facts.where('id').equals(second?.id ?? '').modify({ counts: { instead: { shift: 's-1', counter: 'entered', count: 7 } } });
  expect(await findUndoable(['entered'])).toMatchObject({ n: 7 });
  expect(await ownFacts()).toHaveLength(2);
});

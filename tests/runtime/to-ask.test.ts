import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryOf, toAsk } from '../../apps/web/src/features/entries/to-ask.ts';
import { readEntries } from '../../apps/web/src/runtime/entries.ts';
import { openSession, type Session } from '../../apps/web/src/runtime/session/session.ts';

let session: Session;

beforeEach(async () => {
  session = openSession({ organization: 'o', person: 'lin-xiao', tallies: true });
  await session.outbox.identity(() => 'device-1');
});

afterEach(async () => {
  await session.close();
  await Promise.all([session.outboxDatabase, session.cacheDatabase, session.photoDatabase].map((database) => database.delete()));
});

async function letIn(seq: number, at: number): Promise<void> {
  await session.outbox.settle('device-1', [{ seq, state: 'applied', version: 3, settled: { as: 'released' } }], at);
}

it('asks once what counts of an entry that the desk let in, and again when the server forgot it and let it in anew', async () => {
  const { fact } = await session.write({ name: 'people-counted', version: 1, scope: 'site:ja', payload: { shift: 's-1', counter: 'entered', count: 1 } });
  const questions = async (answered: readonly string[]) => toAsk(await readEntries(session, 10), answered);
  expect(await questions([])).toEqual([]);
  await letIn(fact.seq, 1);
  const first = await questions([]);
  expect(first.map(entryOf)).toEqual([fact.id]);
  expect(await questions(first)).toEqual([]);
  await session.outbox.requeueFrom('device-1', fact.seq);
  expect(await questions(first)).toEqual([]);
  await letIn(fact.seq, 2);
  const second = await questions(first);
  expect(second.map(entryOf)).toEqual([fact.id]);
  expect(await questions([...first, ...second])).toEqual([]);
});

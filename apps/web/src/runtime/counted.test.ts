import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { learnCounted } from './counted.ts';
import { readEntries } from './entries.ts';
import { openSession, type Session } from './session/session.ts';
import { onStorageChange } from './storage-changes.ts';

let session: Session;

beforeEach(async () => {
  session = openSession({ organization: 'o', person: 'lin-xiao', tallies: true });
  await session.outbox.identity(() => 'device-1');
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await session.close();
  await Promise.all((await Dexie.getDatabaseNames()).map((name) => Dexie.delete(name)));
});

const saying = (count: number) => ({ shift: 's-1', counter: 'entered', count });

/** Entries that the desk let in, and a server that says how many each of them counts, in this shape. */
async function released(counts: readonly number[], version = 1): Promise<string[]> {
  const ids: string[] = [];
  for (const _ of counts) {
    const { fact } = await session.write({ name: 'people-counted', version: 1, scope: 'site:ja', payload: saying(1) });
    await session.outbox.settle('device-1', [{ seq: fact.seq, state: 'applied', version: 3, settled: { as: 'released' } }], 1);
    ids.push(fact.id);
  }
  const data = ids.map((id, index) => ({ id, version, payload: saying(counts[index] ?? 0) }));
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ result: { data } })));
  return ids;
}

async function shown() {
  return (await readEntries(session, 10)).map(({ fact, sent, unasked }) => [(fact.payload as { count: number }).count, sent !== undefined, unasked === true]).toReversed();
}

it('keeps a whole answer at once, so that nobody asks for the rest of it meanwhile', async () => {
  const ids = await released([5, 1, 7]);
  const seen: unknown[] = [];
  const stop = onStorageChange(session.name, () => seen.push('changed'));
  await learnCounted(session, ids);
  await new Promise((resolve) => setTimeout(resolve, 0));
  stop();
  expect(seen).toHaveLength(1);
  expect(await shown()).toEqual([[5, true, false], [1, false, false], [7, true, false]]);
});

it('keeps nothing of a shape that this app does not know', async () => {
  await learnCounted(session, await released([5], 99));
  expect(await shown()).toEqual([[1, false, true]]);
});

it('keeps nothing of an entry that is being sent again: whoever lets it in anew may say something else', async () => {
  const ids = await released([5]);
  const answer = globalThis.fetch;
  vi.stubGlobal('fetch', async (...asked: Parameters<typeof fetch>) => {
    await session.outbox.requeueFrom('device-1', 1);
    return answer(...asked);
  });
  await learnCounted(session, ids);
  await session.outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 4, settled: { as: 'released' } }], 2);
  expect(await shown()).toEqual([[1, false, true]]);
});

it('leaves the databases of a person closed who has left while it asked', async () => {
  const ids = await released([5]);
  const answer = globalThis.fetch;
  vi.stubGlobal('fetch', async (...asked: Parameters<typeof fetch>) => {
    await session.close();
    return answer(...asked);
  });
  await expect(learnCounted(session, ids)).rejects.toMatchObject({ name: 'DatabaseClosedError' });
  expect(session.outboxDatabase.isOpen()).toBe(false);
});

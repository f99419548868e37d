import type { Outcome } from '@fieldloop/sync/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findUndoable, ownFacts } from '../../apps/web/src/features/count/counting.ts';
import { standing } from '../../apps/web/src/runtime/corrections.ts';
import { counts, readEntries } from '../../apps/web/src/runtime/entries.ts';
import { setSession } from '../../apps/web/src/runtime/session/current-session.ts';
import { openSession, type Session } from '../../apps/web/src/runtime/session/session.ts';
import { chooseSite } from '../../apps/web/src/runtime/settings.ts';

let session: Session;

beforeEach(async () => {
  session = openSession({ organization: 'o', person: 'lin-xiao', tallies: true });
  await session.outbox.identity(() => 'device-1');
  setSession(session);
  await chooseSite('ja');
});

afterEach(async () => {
  setSession(undefined);
  await session.close();
  for (const { name = '' } of await indexedDB.databases()) if (name.startsWith(session.name)) indexedDB.deleteDatabase(name);
});

/** Taps of so many people; what the server then says of the last ones, in their order. */
async function tapped(counts: readonly number[], ...outcomes: readonly Omit<Outcome, 'seq'>[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const count of counts) ids.push((await session.write({ name: 'people-counted', version: 1, scope: 'site:ja', payload: { shift: 's-1', counter: 'entered', count } })).fact.id);
  await session.outbox.settle('device-1', outcomes.map((outcome, index) => ({ ...outcome, seq: counts.length - outcomes.length + index + 1 })), 1);
  return ids;
}

const released = { state: 'applied', version: 3, settled: { as: 'released' } } as const;
const refused = { state: 'quarantined', reason: 'invalid' } as const;
const leftOut = { state: 'quarantined', reason: 'dismissed', settled: { as: 'dismissed', note: 'twice' } } as const;

it('takes back what counts: nothing refused or left out, nor what planning let in before it was asked with what content', async () => {
  const [, second = ''] = await tapped([2, 3, 4, 5], released, leftOut, refused);
  expect(await findUndoable(['entered'])).toMatchObject({ n: 2 });
  expect(await ownFacts()).toHaveLength(1);
  await session.outboxDatabase.facts.where('id').equals(second).modify({ counts: { instead: { shift: 's-1', counter: 'entered', count: 7 } } });
  expect(await findUndoable(['entered'])).toMatchObject({ n: 7 });
  expect(await ownFacts()).toHaveLength(2);
});

it.each([['was refused', { state: 'superseded', reason: 'superseded' }, false], ['was let in as something else', released, false], ['was left out', leftOut, true]] as const)(
  'takes back a tap whose correction %s: only if it stands as it was',
  async (_what, outcome, again) => {
    await tapped([2, 3]);
    const found = await findUndoable(['entered']);
    await found?.write();
    expect(await findUndoable(['entered'])).toMatchObject({ n: 2 });
    await session.outbox.settle('device-1', [{ ...outcome, seq: 3 }], 2);
    expect(await findUndoable(['entered'])).toMatchObject({ n: again ? 3 : 2 });
  },
);

it('lets an entry say what it said before a correction that was refused', async () => {
  const [tap] = await tapped([5]);
  await (await findUndoable(['entered']))?.write();
  const stands = async () => {
    const mine = await readEntries(session, 10);
    const fact = mine.find(({ id }) => id === tap)?.fact;
    return fact && standing(fact, mine.filter(counts).map((each) => each.fact));
  };
  expect(await stands()).toMatchObject({ n: 0 });
  await session.outbox.settle('device-1', [{ state: 'superseded', reason: 'superseded', seq: 2 }], 2);
  expect(await stands()).toMatchObject({ n: 5 });
});

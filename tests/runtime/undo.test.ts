import type { Outcome } from '@fieldloop/sync/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { countTap } from '../../apps/web/src/features/count/counting.ts';
import { countedThisQuarter, findReducible, findUndoable, takeBackLatest, takeBackSome, type Found } from '../../apps/web/src/features/count/taking-back.ts';
import { standing, unsettled } from '../../apps/web/src/runtime/corrections.ts';
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
  for (const database of [session.outboxDatabase, session.cacheDatabase, session.photoDatabase]) await database.delete();
});

const hourMs = 3_600_000;
/** What the pads of a site show. */
const day = (scope: `site:${string}` = 'site:ja', now = Date.now()) => ({ scope, from: now - 12 * hourMs, to: now + 12 * hourMs });
const write = async (found: Found) => {
  if (found && found !== 'unsettled') await found.write();
};

/** What was corrected from what to what, oldest first, and where. */
async function corrected() {
  const rows = (await session.outbox.recent(50)).toReversed().filter(({ fact }) => fact.name === 'count-corrected');
  return rows.map(({ fact }) => {
    const { target, lines } = fact.payload as { readonly target: { readonly fact?: string }; readonly lines: readonly { readonly from: number; readonly to: number }[] };
    return [fact.scope, target.fact, lines[0]?.from, lines[0]?.to];
  });
}

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

it('takes back what counts: nothing refused or left out', async () => {
  await tapped([2, 4, 5], leftOut, refused);
  expect(await findUndoable(day(), ['entered'])).toMatchObject({ n: 2 });
  expect(await countedThisQuarter(day(), 'entered')).toBe(2);
});

it('takes no older tap while it is not certain what the newest one counts', async () => {
  const [, second = ''] = await tapped([2, 3], released);
  expect(await findUndoable(day(), ['entered'])).toBe('unsettled');
  expect(await findUndoable(day(), ['passedBy', 'entered'])).toBe('unsettled');
  expect(await findReducible(day(), 'entered', 5)).toMatchObject({ n: 2 });
  await takeBackLatest(day(), ['entered'], write);
  expect(await corrected()).toEqual([]);
  await session.outboxDatabase.facts.where('id').equals(second).modify({ counts: { instead: { shift: 's-1', counter: 'entered', count: 7 } } });
  expect(await findUndoable(day(), ['entered'])).toMatchObject({ n: 7 });
  expect(await countedThisQuarter(day(), 'entered')).toBe(9);
});

it.each([
  ['was refused', { state: 'quarantined', reason: 'not-allowed' }, 'unsettled'],
  ['came after somebody else’s', { state: 'superseded', reason: 'superseded' }, { n: 2 }, true],
  ['was let in as something else', released, 'unsettled'],
  ['was left out', leftOut, { n: 3 }],
  ['was taken', { state: 'applied', version: 4 }, { n: 2 }],
] as const)('takes back a tap whose correction %s: only if it stands as it was', async (_what, outcome, then, open: boolean = then === 'unsettled') => {
  const [, tap = ''] = await tapped([2, 3]);
  await takeBackLatest(day(), ['entered'], write);
  expect(await findUndoable(day(), ['entered'])).toMatchObject({ n: 2 });
  await session.outbox.settle('device-1', [{ ...outcome, seq: 3 }], 2);
  const found = await findUndoable(day(), ['entered']);
  if (then === 'unsettled') expect(found).toBe(then);
  else expect(found).toMatchObject(then);
  expect(unsettled(await readEntries(session, 10)).has(tap)).toBe(open);
});

it('takes back two taps when it is pressed twice at once, and the tap that is being written', async () => {
  const [first, second] = await tapped([2, 3]);
  const writing = countTap('entered', 4, 's-1', false);
  const presses = [1, 2, 3].map(() => takeBackLatest(day(), ['entered'], write));
  await Promise.all([writing, ...presses]);
  expect(await corrected()).toEqual([['site:ja', expect.any(String), 4, 0], ['site:ja', second, 3, 0], ['site:ja', first, 2, 0]]);
});

it('takes back from what the step before it has left', async () => {
  await tapped([8]);
  await Promise.all([takeBackSome(day(), 'entered', 5, write), takeBackSome(day(), 'entered', 5, write)]);
  expect((await corrected()).map(([, , from, to]) => [from, to])).toEqual([[8, 3], [3, 0]]);
});

it('takes back no tap that a step of five has taken already', async () => {
  await tapped([1, 1, 1]);
  await takeBackSome(day(), 'entered', 2, write);
  await takeBackLatest(day(), ['entered'], write);
  expect(await findUndoable(day(), ['entered'])).toBeUndefined();
  expect((await corrected()).map(([, , from, to]) => [from, to])).toEqual([[3, 1], [1, 0]]);
});

it('takes the tap before one of which a step of five has taken too much', async () => {
  await tapped([1, 1, 5]);
  await takeBackSome(day(), 'entered', 5, write);
  await takeBackLatest(day(), ['entered'], write);
  expect((await corrected()).map(([, , from, to]) => [from, to])).toEqual([[7, 2], [1, 0]]);
});

it('goes on after a step that could not be written', async () => {
  const [first, second] = await tapped([2, 3]);
  await expect(takeBackLatest(day(), ['entered'], () => Promise.reject(new TypeError('not written')))).rejects.toThrow(TypeError);
  await takeBackLatest(day(), ['entered'], write);
  await takeBackLatest(day(), ['entered'], write);
  expect((await corrected()).map(([, target]) => target)).toEqual([second, first]);
});

it('reaches nothing at another site, and writes to the site that the pads show', async () => {
  await tapped([3]);
  expect(await findUndoable(day('site:xh'), ['entered'])).toBeUndefined();
  expect(await findReducible(day('site:xh'), 'entered', 5)).toBeUndefined();
  expect(await countedThisQuarter(day('site:xh'), 'entered')).toBe(0);
  await chooseSite('xh');
  await takeBackLatest(day(), ['entered'], write);
  expect(await corrected()).toMatchObject([['site:ja', expect.any(String), 3, 0]]);
});

it('reaches nothing of another day, whose number no pad shows', async () => {
  await tapped([3]);
  const tomorrow = day('site:ja', Date.now() + 24 * hourMs);
  expect(await findUndoable(tomorrow, ['entered'])).toBeUndefined();
  await takeBackLatest(tomorrow, ['entered'], write);
  expect(await corrected()).toEqual([]);
});

it('lets an entry say what it said before a correction that planning left out', async () => {
  const [tap] = await tapped([5]);
  await takeBackLatest(day(), ['entered'], write);
  const stands = async () => {
    const mine = await readEntries(session, 10);
    const fact = mine.find(({ id }) => id === tap)?.fact;
    return fact && standing(fact, mine.filter(counts).map((each) => each.fact));
  };
  expect(await stands()).toMatchObject({ n: 0 });
  await session.outbox.settle('device-1', [{ ...leftOut, seq: 2 }], 2);
  expect(await stands()).toMatchObject({ n: 5 });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryCacheStore } from '../testing/memory-cache-store.ts';
import { MemoryOutboxStore } from '../testing/memory-outbox-store.ts';
import { toyDomain } from '../testing/toy-catalogue.ts';
import { freshId } from '../testing/toy-device.ts';
import { nextStamp } from '../protocol/stamp.ts';
import { cursorsOf, overlayReach, overlayRecords, overlayTallies } from './overlay.ts';
import type { CachePage } from './ports.ts';

const now = 1_782_129_600_000;
const day = { site: 'a', from: now - 86_400_000, until: now + 86_400_000 };
let outbox: MemoryOutboxStore;
let cache: MemoryCacheStore;

beforeEach(async () => {
  outbox = new MemoryOutboxStore();
  cache = new MemoryCacheStore();
  await outbox.identity(() => 'device-1');
});

const write = (name: string, payload: unknown) =>
  outbox.append(({ seq, stamp, device }) => ({
    id: freshId(now), seq, name, version: toyDomain.facts.get(name)?.version ?? 1, scope: 'site:a', subjects: [], at: now, offset: 0, mono: 0,
    stamp: nextStamp(stamp, now, device), payload,
  }), now);

async function page(rest: Partial<CachePage>, applied?: number) {
  const before = (await cache.state()).scopes.get('site:a');
  const position = before && { cursor: before.cursor, snapshot: before.snapshot, round: before.round, tallied: before.tallied };
  const done = await cache.apply({
    epoch: 'e', remove: [], applied: applied === undefined ? undefined : { device: 'device-1', seq: applied },
    pages: [{ scope: 'site:a', before: position, after: { cursor: 1, round: 1 }, rows: [], tallies: [], completes: false, ...rest }],
  });
  if (!done) throw new Error('the page did not continue the copy');
}

async function taps(): Promise<number> {
  const { state, tallies } = await cache.read({ scope: 'site:a', tallies: day });
  const facts = await outbox.unconfirmed(cursorsOf(state));
  return overlayTallies(tallies, facts, state, toyDomain, day).reduce((sum, { n }) => sum + n, 0);
}

async function notes(): Promise<Record<string, unknown>> {
  const { state, records } = await cache.read({ scope: 'site:a' });
  const facts = await outbox.unconfirmed(cursorsOf(state));
  const shown = overlayRecords(records, facts, state, toyDomain, { person: 'lin' });
  return Object.fromEntries(shown.map(({ id, data }) => [id, data]));
}

const bucket = (n: number, version: number) => ({ start: now, counter: 'entered', method: 'full', n, version }) as const;

describe('what a device shows', () => {
  it('shows a tap at once, once, and for ever: while it waits, when it is answered, and when it is read back', async () => {
    await write('tapped', { count: 2 });
    expect(await taps()).toBe(2);
    await outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 4 }], now);
    expect(await taps()).toBe(2);
    await page({ after: { cursor: 4, round: 1, tallied: 4 }, tallies: [bucket(2, 4)] });
    expect(await taps()).toBe(2);
  });

  it('does not show a tap twice when the reply was lost and the page contains it', async () => {
    await write('tapped', { count: 2 });
    await page({ after: { cursor: 4, round: 1, tallied: 4 }, tallies: [bucket(2, 4)] }, 1);
    expect(await taps()).toBe(2);
  });

  it('does not show a tap twice when tallies are ahead of a page', async () => {
    await write('tapped', { count: 2 });
    await outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 9 }], now);
    await page({ after: { cursor: 4, round: 1, tallied: 9 }, tallies: [bucket(2, 9)] });
    expect(await taps()).toBe(2);
  });

  it('adds own taps to those of others', async () => {
    await page({ after: { cursor: 4, round: 1, tallied: 4 }, tallies: [bucket(40, 4)] });
    await write('tapped', { count: 2 });
    expect(await taps()).toBe(42);
  });

  it('takes back what the server refused', async () => {
    await write('tapped', { count: 2 });
    await outbox.settle('device-1', [{ seq: 1, state: 'quarantined', reason: 'not-allowed' }], now);
    expect(await taps()).toBe(0);
  });

  it('folds own facts over the rows, in the order written', async () => {
    await page({ rows: [{ kind: 'note', id: 'n1', version: 1, data: { text: 'theirs', stamp: '0', comments: ['one'], closed: false } }] });
    await write('note-edited', { note: 'n1', text: 'mine' });
    await write('note-edited', { note: 'n1', text: 'mine again' });
    await write('note-commented', { note: 'n1', text: 'two' });
    await write('note-opened', { note: 'n2', text: 'new' });
    expect(await notes()).toMatchObject({ n1: { text: 'mine again', comments: ['one', 'two'] }, n2: { text: 'new' } });
    await write('note-deleted', { note: 'n1' });
    expect(Object.keys(await notes())).toEqual(['n2']);
  });

  it('does not show a fact in a record that is not there', async () => {
    await write('note-commented', { note: 'n1', text: 'early' });
    expect(await notes()).toEqual({});
  });

  it('does not fold a fact into a row of a snapshot that contains it', async () => {
    await write('note-commented', { note: 'n1', text: 'two' });
    await outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 5 }], now);
    const row = { kind: 'note', id: 'n1', version: 6, data: { text: 't', stamp: '0', comments: ['one', 'two'], closed: false } };
    await page({ after: { snapshot: { version: 4, after: 'note:n1' }, round: 1 }, rows: [row] });
    expect(await notes()).toMatchObject({ n1: { comments: ['one', 'two'] } });
  });

  it('names the records to read before folding', async () => {
    await write('note-commented', { note: 'n1', text: 'x' });
    await write('note-edited', { note: 'n1', text: 'x' });
    await write('tapped', { count: 1 });
    const facts = await outbox.unconfirmed(new Map());
    expect(overlayReach(facts, toyDomain)).toEqual([{ scope: 'site:a', kind: 'note', id: 'n1' }]);
  });
});

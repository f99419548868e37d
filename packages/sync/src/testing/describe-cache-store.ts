import { beforeEach, describe, expect, it } from 'vitest';
import type { CachePage, CacheStore, CacheUpdate } from '../client/ports.ts';
import { advanceDigest, emptyDigest } from '../protocol/digest.ts';
import type { RecordRow, TallyRow } from '../protocol/pull.ts';

const note = (id: string, version: number, text = id): RecordRow => ({ kind: 'note', id, version, data: { text } });
const tally = (start: number, n: number, version = 1): TallyRow => ({ start, counter: 'entered', method: 'full', n, version });

/** The contract of every cache: `open` gives an empty one. */
export function describeCacheStore(name: string, open: () => Promise<CacheStore>): void {
  describe(`cache over ${name}`, () => {
    let cache: CacheStore;
    beforeEach(async () => {
      cache = await open();
    });

    const page = (rest: Partial<CachePage>): CachePage => ({
      scope: 'site:a', before: undefined, after: { cursor: 1, round: 1 }, rows: [], tallies: [], completes: true, ...rest,
    });
    const apply = (pages: CachePage[], rest: Partial<CacheUpdate> = {}) => cache.apply({ epoch: 'e1', pages, remove: [], ...rest });
    const ids = async () => (await cache.read({ scope: 'site:a' })).records.map(({ id }) => id).sort();

    it('starts with nothing', async () => {
      const state = await cache.state();
      expect(state.scopes.size).toBe(0);
      expect(state.epoch).toBeUndefined();
      expect(await ids()).toEqual([]);
    });

    it('applies rows, position, epoch and applied seq together', async () => {
      const states = await apply([page({ rows: [note('n1', 1), note('n2', 1)] })], { applied: { device: 'd', seq: 4 } });
      expect(states).toMatchObject([{ scope: 'site:a', cursor: 1, round: 1 }]);
      const { state, records } = await cache.read({ scope: 'site:a', kind: 'note', id: 'n1' });
      expect(records).toEqual([{ scope: 'site:a', kind: 'note', id: 'n1', version: 1, data: { text: 'n1' } }]);
      expect(state.scopes.get('site:a')).toMatchObject({ cursor: 1 });
      expect(state).toMatchObject({ epoch: 'e1', applied: { device: 'd', seq: 4 } });
    });

    it('applies nothing of an update when one position is not as expected', async () => {
      await apply([page({ rows: [note('n1', 1)] })]);
      const stale = await apply([
        page({ scope: 'site:b', rows: [note('m', 1)] }),
        page({ before: { cursor: 9, round: 1 }, after: { cursor: 10, round: 1 }, rows: [note('n2', 2)], completes: false }),
      ], { epoch: 'e2', applied: { device: 'd', seq: 9 } });
      expect(stale).toBeUndefined();
      expect(await ids()).toEqual(['n1']);
      expect((await cache.read({ scope: 'site:b' })).records).toEqual([]);
      const state = await cache.state();
      expect(state.epoch).toBe('e1');
      expect(state.applied).toBeUndefined();
      expect(state.scopes.has('site:b')).toBe(false);
    });

    it('lets one of two tabs win that apply the same page', async () => {
      const update = () => apply([page({ rows: [note('n1', 1)] })]);
      const results = await Promise.all([update(), update()]);
      expect(results.filter((result) => result === undefined)).toHaveLength(1);
      expect((await cache.state()).scopes.get('site:a')?.digest.count).toBe(1);
    });

    it('replaces, deletes and archives by the rows of a page', async () => {
      await apply([page({ rows: [note('n1', 1), note('n2', 1), note('n3', 1)] })]);
      await apply([page({
        before: { cursor: 1, round: 1 }, after: { cursor: 3, round: 1 }, completes: false,
        rows: [note('n1', 2, 'changed'), { kind: 'note', id: 'n2', version: 3, gone: 'deleted' }, { kind: 'note', id: 'never-seen', version: 3, gone: 'archived' }],
      })]);
      const { records } = await cache.read({ scope: 'site:a', kind: 'note' });
      expect(records.map(({ id, version, data }) => [id, version, data]).sort()).toEqual([
        ['n1', 2, { text: 'changed' }], ['n3', 1, { text: 'n3' }],
      ]);
    });

    it('keeps the digest of what it holds', async () => {
      await apply([page({ rows: [note('n1', 1), note('n2', 1), note('n3', 1)] })]);
      const [state] = (await apply([page({
        before: { cursor: 1, round: 1 }, after: { cursor: 2, round: 1 }, completes: false,
        rows: [note('n1', 2), { kind: 'note', id: 'n2', version: 2, gone: 'deleted' }, { kind: 'note', id: 'x', version: 2, gone: 'deleted' }],
      })])) ?? [];
      const held = advanceDigest(emptyDigest, [], [note('n1', 2), note('n3', 1)]);
      expect(state?.digest).toEqual(held);
      expect(await cache.recount('site:a')).toEqual(held);
    });

    it('takes a snapshot in pages, and drops what is older only when it is complete', async () => {
      await apply([page({ rows: [note('n1', 1), note('old', 1)], tallies: [tally(0, 1)] })]);
      const first = { snapshot: { version: 5, after: 'note:n1' as const }, round: 2 };
      await apply([page({ before: { cursor: 1, round: 1 }, after: first, rows: [note('n1', 4)], completes: false })]);
      expect(await ids()).toEqual(['n1', 'old']);
      expect((await cache.state()).scopes.get('site:a')).toMatchObject(first);
      expect((await cache.state()).scopes.get('site:a')?.cursor).toBeUndefined();
      const [state] = (await apply([page({ before: first, after: { cursor: 5, round: 2 }, rows: [note('n2', 5)], tallies: [tally(900_000, 2)] })])) ?? [];
      expect(await ids()).toEqual(['n1', 'n2']);
      expect(state?.digest).toEqual(advanceDigest(emptyDigest, [], [note('n1', 4), note('n2', 5)]));
      const { tallies } = await cache.read({ scope: 'site:a', tallies: { from: 0, until: 10_000_000 } });
      expect(tallies).toMatchObject([{ start: 900_000, n: 2 }]);
    });

    it('forgets a position but not the rows when a scope is to be read anew', async () => {
      const counted = async () => (await cache.read({ scope: 'site:a', tallies: { from: 0, until: 1_800_000 } })).tallies.length;
      await apply([page({ rows: [note('n1', 1)], tallies: [tally(0, 5)], after: { cursor: 1, round: 1, tallied: 4 } })], { applied: { device: 'd', seq: 2 } });
      await cache.restart(['site:a'], 'e1');
      expect(await counted()).toBe(1);
      expect(await ids()).toEqual(['n1']);
      const state = await cache.state();
      expect(state.scopes.get('site:a')).toMatchObject({ round: 1, tallied: 4 });
      expect(state.scopes.get('site:a')?.cursor).toBeUndefined();
      expect(state.applied).toEqual({ device: 'd', seq: 2 });
      await cache.restart(['site:a'], 'e2');
      expect((await cache.state()).applied).toBeUndefined();
      expect((await cache.state()).scopes.get('site:a')?.tallied).toBeUndefined();
      expect([await ids(), await counted()]).toEqual([['n1'], 0]);
    });

    it('holds tallies as absolute values in full keys, and drops those before the window', async () => {
      await apply([page({ tallies: [tally(0, 5), tally(900_000, 1), { ...tally(900_000, 3), zone: 'z', inForce: 'p@1', plan: 'p' }] })]);
      await apply([page({
        before: { cursor: 1, round: 1 }, after: { cursor: 2, round: 1 }, tallies: [tally(900_000, 9, 2)], tallySince: 900_000, completes: false,
      })]);
      const { tallies } = await cache.read({ scope: 'site:a', kind: '', tallies: { from: 0, until: 1_800_000 } });
      expect(tallies.map(({ start, zone, n, version }) => [start, zone, n, version]).sort()).toEqual([
        [900_000, '', 9, 2], [900_000, 'z', 3, 1],
      ]);
      expect(tallies[0]).toMatchObject({ site: 'a', segment: '', amountMinor: 0, minutes: 0 });
      expect((await cache.read({ scope: 'site:a', tallies: { from: 0, until: 900_000 } })).tallies).toEqual([]);
    });

    it('purges a scope whole', async () => {
      await apply([page({ rows: [note('n1', 1)], tallies: [tally(0, 1)] }), page({ scope: 'desk', rows: [note('d1', 1)] })]);
      await apply([], { remove: ['site:a'] });
      expect(await ids()).toEqual([]);
      expect((await cache.read({ scope: 'site:a', tallies: { from: 0, until: 10 } })).tallies).toEqual([]);
      expect([...(await cache.state()).scopes.keys()]).toEqual(['desk']);
      expect((await cache.read({ scope: 'desk' })).records).toHaveLength(1);
    });

    it('reads one kind or one record', async () => {
      await apply([page({ rows: [note('n1', 1), note('n2', 1), { kind: 'site', id: 'a', version: 1, data: {} }] })]);
      expect((await cache.read({ scope: 'site:a', kind: 'note' })).records).toHaveLength(2);
      expect((await cache.read({ scope: 'site:a', kind: 'site', id: 'a' })).records).toHaveLength(1);
      expect((await cache.read({ scope: 'site:b' })).records).toEqual([]);
    });
  });
}

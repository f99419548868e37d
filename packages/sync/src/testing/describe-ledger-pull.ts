import { describe, expect, it } from 'vitest';
import type { ScopeKey } from '@fieldloop/domain/fact';
import { advanceDigest, emptyDigest } from '../protocol/digest.ts';
import { TALLY_WINDOW_MS } from '../protocol/limits.ts';
import type { PullRequest, PullResponse, RecordRow, ScopeChange } from '../protocol/pull.ts';
import { noon, type LedgerBench } from './ledger-bench.ts';
import { rowsOf, type ToyDevice } from './toy-device.ts';

const changeOf = (response: PullResponse, scope: ScopeKey): ScopeChange | undefined =>
  response.changes.find((change) => change.scope === scope);

/** Pulls until everything is there, as a client would, and gives the live rows. */
async function readAll(device: ToyDevice, limit: number, between: (page: number) => Promise<unknown> = async () => {}) {
  const rows = new Map<string, RecordRow>();
  const cursors: Partial<Record<ScopeKey, number>> = {};
  let snapshots: NonNullable<PullRequest['snapshots']> = {};
  for (let page = 0; ; page += 1) {
    if (page > 200) throw new Error('the pull does not end');
    const response = await device.pull(cursors, { limit, snapshots });
    for (const change of response.changes) {
      for (const row of change.rows) {
        if (row.gone) rows.delete(`${change.scope}/${row.kind}:${row.id}`);
        else rows.set(`${change.scope}/${row.kind}:${row.id}`, row);
      }
      const { [change.scope]: _done, ...others } = snapshots;
      if (change.snapshot) snapshots = { ...others, [change.scope]: change.snapshot };
      else {
        snapshots = others;
        cursors[change.scope] = change.to;
      }
    }
    if (!response.more) return { rows, cursors, pages: page + 1, last: response };
    await between(page);
  }
}

export function describeLedgerPull(bench: () => LedgerBench): void {
  describe('pull', () => {
    const notes = async (phone: ToyDevice, from: number, to: number) => {
      for (let note = from; note < to; note += 1) await phone.say('note-opened', { note: `n${String(note).padStart(3, '0')}`, text: `${note}` });
    };

    it('gives a new device every scope that its person may read, and names them', async () => {
      const { device } = bench();
      const phone = device('lin');
      await phone.say('note-opened', { note: 'n', text: 'a' });
      const response = await phone.pull();
      expect(response.add).toEqual(['person:lin', 'site:a']);
      expect(response).toMatchObject({ remove: [], reset: [], more: false, deviceLastSeq: 1 });
      expect(rowsOf(response, 'site:a')).toMatchObject([{ kind: 'note', id: 'n', version: 1, data: { text: 'a' } }]);
    });

    it('gives a device nothing when nothing changed', async () => {
      const { device } = bench();
      const phone = device('lin');
      await phone.say('note-opened', { note: 'n', text: 'a' });
      const response = await phone.pull({ 'site:a': 1, 'person:lin': 0 });
      expect(response).toMatchObject({ add: [], changes: [], more: false });
    });

    it('sends whole versions and never splits one', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 5);
      await phone.push(Array.from({ length: 7 }, (_, index) => phone.fact('note-opened', { note: `m${index}`, text: 'm' })));
      await notes(phone, 5, 8);
      let cursor = 0;
      const sizes: number[] = [];
      for (let more = true; more; ) {
        const change = changeOf(await phone.pull({ 'site:a': cursor, 'person:lin': 0 }, { limit: 3 }), 'site:a');
        if (!change) throw new Error('a change was expected');
        expect(change.from).toBe(cursor);
        expect(change.rows.every(({ version }) => version > cursor && version <= change.to)).toBe(true);
        sizes.push(change.rows.length);
        cursor = change.to;
        more = change.more;
      }
      expect(sizes).toEqual([3, 2, 7, 3]);
      expect(cursor).toBe(9);
    });

    it('takes a snapshot in pages, and loses nothing that is written between them', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 20);
      const reader = device('chen');
      const { rows, pages } = await readAll(reader, 6, async (page) => {
        await phone.say('note-opened', { note: `a-new-${page}`, text: 'between' });
        await phone.say('note-edited', { note: `n0${10 + page}`, text: 'edited between' });
        if (page === 1) await phone.say('note-deleted', { note: 'n000' });
      });
      const { rows: whole } = await readAll(device('wang'), 1_000);
      expect(pages).toBeGreaterThan(3);
      expect([...rows].sort()).toEqual([...whole].sort());
      expect(rows.has('site:a/note:n000')).toBe(false);
    });

    it('carries a digest that the rows of the reader agree with', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 9);
      await phone.say('note-deleted', { note: 'n003' });
      await phone.say('note-closed', { note: 'n004' });
      const { rows, last } = await readAll(device('chen'), 1_000);
      const live = [...rows].filter(([key]) => key.startsWith('site:a/')).map(([, row]) => row);
      expect(live).toHaveLength(7);
      expect(changeOf(last, 'site:a')?.digest).toEqual(advanceDigest(emptyDigest, [], live));
    });

    it('tells of deleted and of archived records by tombstones', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 2);
      await phone.say('note-deleted', { note: 'n000' });
      await phone.say('note-closed', { note: 'n001' });
      expect(rowsOf(await phone.pull({ 'site:a': 2 }), 'site:a')).toEqual([
        { kind: 'note', id: 'n000', version: 3, gone: 'deleted' }, { kind: 'note', id: 'n001', version: 4, gone: 'archived' },
      ]);
      expect(rowsOf(await phone.pull(), 'site:a')).toEqual([]);
    });

    it('projects what the desk writes into the site that it concerns', async () => {
      const { device } = bench();
      const planner = device('wu', { scopes: ['desk'] });
      const phone = device('lin');
      const response = await planner.say('site-opened', { site: 'a', name: 'A' }, { scope: 'desk' });
      expect(response.heads).toEqual({ desk: 1, 'site:a': 1 });
      expect(rowsOf(await phone.pull(), 'site:a')).toMatchObject([{ kind: 'site', id: 'a', data: { name: 'A' } }]);
      expect((await planner.pull()).add).toEqual(['desk', 'person:wu', 'site:a']);
    });

    it('names scopes that may be read no longer, and sends nothing of them', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 2);
      const response = await device('gone', { scopes: [] }).pull({ 'site:a': 1, 'site:other': 4 });
      expect(response.remove).toEqual(['site:a', 'site:other']);
      expect(response.changes.flatMap(({ rows }) => rows)).toEqual([]);
    });

    it('shows nothing of one organization to another', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 2);
      const stranger = device('lin', { organization: 'org-elsewhere', scopes: ['desk', 'site:a'] });
      expect((await stranger.pull()).changes.flatMap(({ rows }) => rows)).toEqual([]);
    });

    it('resets a cursor that is past the head', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 2);
      const response = await phone.pull({ 'site:a': 40, 'person:lin': 0 });
      expect(response.reset).toEqual(['site:a']);
      expect(changeOf(response, 'site:a')).toMatchObject({ to: 2, more: false });
      expect(changeOf(response, 'site:a')?.from).toBeUndefined();
    });

    it('drops tombstones after ninety days, and resets the cursors that have missed them', async () => {
      const { device, ledger, organization, clock } = bench();
      const phone = device('lin');
      await notes(phone, 0, 2);
      await phone.say('note-deleted', { note: 'n000' });
      clock.now += 89 * 86_400_000;
      expect(await ledger.sweep(organization)).toBe(0);
      clock.now += 2 * 86_400_000;
      expect(await ledger.sweep(organization)).toBe(1);
      const late = await phone.pull({ 'site:a': 2, 'person:lin': 0 });
      expect(late.reset).toEqual(['site:a']);
      expect(rowsOf(late, 'site:a').map(({ id }) => id)).toEqual(['n001']);
      expect(changeOf(late, 'site:a')?.digest).toEqual(advanceDigest(emptyDigest, [], rowsOf(late, 'site:a')));
      expect((await phone.pull({ 'site:a': 3, 'person:lin': 0 })).reset).toEqual([]);
    });

    it('resets every cursor of another epoch', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 2);
      const { epoch } = await phone.pull();
      const response = await phone.pull({ 'site:a': 1, 'person:lin': 0 }, { epoch: `not-${epoch}` });
      expect(response.reset).toEqual(['person:lin', 'site:a']);
      expect((await phone.push([], { epoch: `not-${epoch}` })).restored).toBe(true);
    });

    it('says which of the device\'s facts are contained only when every head is reached', async () => {
      const { device } = bench();
      const phone = device('lin');
      await notes(phone, 0, 6);
      expect((await phone.pull({}, { limit: 2 })).deviceLastSeq).toBeUndefined();
      expect((await phone.pull({}, { limit: 100 })).deviceLastSeq).toBe(6);
    });

    it('sends tallies of the last two site days as absolute values, to those who ask', async () => {
      const { device, clock } = bench();
      const phone = device('lin');
      await phone.say('tapped', { count: 7 });
      clock.now = noon + TALLY_WINDOW_MS + 3_600_000;
      await phone.push([phone.fact('tapped', { count: 2 }), phone.fact('tapped', { count: 3 })]);
      const tallies = async (from: number) => changeOf(await phone.pull({ 'site:a': from }, { tallies: true }), 'site:a')?.tallies;
      expect(await tallies(0)).toMatchObject([{ counter: 'entered', n: 5, version: 2 }]);
      await phone.say('tapped', { count: 4 });
      expect(await tallies(2)).toMatchObject([{ counter: 'entered', n: 9, version: 3 }]);
      expect(changeOf(await phone.pull({ 'site:a': 2 }), 'site:a')?.tallies).toBeUndefined();
    });
  });
}

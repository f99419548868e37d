import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemStatuses } from '../facts/payload.ts';
import { apply, deepFrozen, fold, write } from './folding-in-tests.ts';
import { firstStatus, itemTransitions, mayMove } from './item-status.ts';
import { itemRecord } from './item.ts';
import type { Item } from './item.ts';

const opened = write('item-opened', { item: 'item-1', kind: 'issue', text: '门口堵住了', severity: 'low' }, { at: 100 });

function item(...facts: Parameters<typeof apply>[1]): Item {
  return apply(itemRecord, [opened, ...facts]) as Item;
}

describe('an item', () => {
  it('keeps who said what and when it was opened', () => {
    expect(item()).toMatchObject({ id: 'item-1', by: 'lin-xiao', openedAt: 100, status: { value: 'open' }, photos: [], comments: [] });
  });

  it('waits for what it speaks of', () => {
    expect(fold(itemRecord, undefined, write('item-commented', { item: 'item-1', comment: 'c', text: '好' }))).toEqual({ refused: 'missing' });
  });

  it('is not opened twice', () => {
    expect(fold(itemRecord, item(), opened)).toEqual({ refused: 'superseded' });
  });

  it('lets the last writer of each field win, whatever the order of arrival', () => {
    const edits = fc.array(
      fc.record({ at: fc.integer({ min: 200, max: 400 }), device: fc.constantFrom('d1', 'd2', 'd3'), severity: fc.constantFrom('low', 'medium', 'high' as const), title: fc.option(fc.constantFrom('甲', '乙'), { nil: undefined }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(edits, fc.infiniteStream(fc.nat()), (changes, order) => {
        const facts = changes.map(({ at, device, ...payload }, index) =>
          write('item-edited', { item: 'item-1', ...payload }, { at, counter: index, device }));
        const shuffled = [...facts].sort(() => (order.next().value % 2 === 0 ? -1 : 1));
        const [one, two] = [item(...facts), item(...shuffled)];
        expect([two.severity?.value, two.title?.value]).toEqual([one.severity?.value, one.title?.value]);
        const last = [...facts].sort((left, right) => (left.stamp < right.stamp ? 1 : -1))[0];
        if (last) expect(one.severity?.value).toBe(last.payload.severity);
      }),
    );
  });

  it('keeps every comment and photo, in one order, whatever the order of arrival', () => {
    const photo = { sha256: 'ab'.repeat(32), type: 'image/jpeg', bytes: 9 };
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 200, max: 900 }), { maxLength: 8 }), fc.infiniteStream(fc.nat()), (times, order) => {
        const facts = times.map((at, index) => index % 2 === 0
          ? write('item-commented', { item: 'item-1', comment: `c${at}`, text: '看到了' }, { at })
          : write('photo-attached', { item: 'item-1', photo }, { at }));
        const shuffled = [...facts].sort(() => (order.next().value % 2 === 0 ? -1 : 1));
        const [one, two] = [item(...facts), item(...shuffled)];
        expect(two.comments).toEqual(one.comments);
        expect(two.photos).toEqual(one.photos);
        expect(one.comments.length + one.photos.length).toBe(times.length);
      }),
    );
  });

  it('supersedes a move by somebody who had not seen the last one', () => {
    const doing = apply(itemRecord, [opened, write('item-moved', { item: 'item-1', to: 'doing' }, { device: 'd1', seen: 1, version: 7 })]) as Item;
    expect(fold(itemRecord, doing, write('item-moved', { item: 'item-1', to: 'declined' }, { device: 'd2', seen: 6 }))).toEqual({ refused: 'superseded' });
    expect(fold(itemRecord, doing, write('item-moved', { item: 'item-1', to: 'done' }, { device: 'd2', seen: 7 }))).toMatchObject({ status: { value: 'done' } });
    // One's own move before is never news.
    expect(fold(itemRecord, doing, write('item-moved', { item: 'item-1', to: 'done' }, { device: 'd1', seen: 1 }))).toMatchObject({ status: { value: 'done' } });
  });

  it('moves exactly where its table says', () => {
    for (const kind of ['issue', 'content'] as const) {
      expect(Object.keys(itemTransitions[kind]).sort()).toEqual([...itemStatuses].sort());
      for (const from of itemStatuses) {
        for (const to of itemStatuses) {
          const start = apply(itemRecord, [write('item-opened', { item: 'i', kind, text: '…' })]) as Item;
          const there: Item = { ...start, status: { ...start.status, value: from } };
          const moved = fold(itemRecord, there, write('item-moved', { item: 'i', to }, { seen: 99 }));
          expect('refused' in (moved as object), `${kind} ${from} → ${to}`).toBe(!mayMove(kind, from, to));
        }
      }
      expect(itemTransitions[kind][firstStatus[kind]].length).toBeGreaterThan(0);
    }
  });

  it('is gone once withdrawn, and an edit after that finds nothing', () => {
    expect(fold(itemRecord, item(), write('item-withdrawn', { item: 'item-1' }))).toBeNull();
    expect(fold(itemRecord, undefined, write('item-edited', { item: 'item-1', title: '迟到' }))).toEqual({ refused: 'missing' });
  });

  it('tells its author when planning first read it, and which loop took it up', () => {
    const seen = item(write('item-seen', { item: 'item-1' }, { at: 500, author: 'zhou-ning' }), write('item-seen', { item: 'item-1' }, { at: 300, author: 'liang-jia' }));
    expect(seen.seen).toEqual({ at: 300, by: 'liang-jia' });
    const joined = item(write('signal-joined', { loop: 'loop-18', sites: ['ja'], signal: { kind: 'item', site: 'ja', id: 'item-1' } }, { at: 600, scope: 'desk' }));
    expect(joined.loop).toEqual({ id: 'loop-18', at: 600 });
  });

  it('becomes part of a step when a revision adopts it', () => {
    const proposed = apply(itemRecord, [write('item-opened', { item: 'c-1', kind: 'content', text: '揉成团给他看' })]) as Item;
    const published = write('revision-published', {
      revision: 'commute@2', plan: 'commute', number: 2, title: 'v2', sites: ['ja'], effectiveFrom: 1_783_303_200_000,
      steps: [], changes: [], adopts: [{ site: 'ja', item: 'c-1', step: 'crease' }],
    }, { scope: 'desk', seen: 0 });
    expect(fold(itemRecord, proposed, published)).toMatchObject({ status: { value: 'adopted' }, adoptedInto: { revision: 'commute@2', step: 'crease' } });
    expect(fold(itemRecord, item(), published)).toEqual({ refused: 'missing' });
  });

  it('never changes what it was given', () => {
    const before = deepFrozen(item());
    for (const fact of [
      write('item-edited', { item: 'item-1', title: '甲' }), write('item-moved', { item: 'item-1', to: 'done' }),
      write('item-commented', { item: 'item-1', comment: 'c', text: '好' }), write('item-assigned', { item: 'item-1', assignee: null, dueAt: null }),
    ]) expect(() => fold(itemRecord, before, deepFrozen(fact))).not.toThrow();
    expect(before.by).toBe('lin-xiao');
  });
});

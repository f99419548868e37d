import type { Item } from '@fieldloop/domain/records/item';
import { describe, expect, test } from 'vitest';
import { type ListedItem, filterItems, neighbour } from './issue-list.ts';

function field<Value>(value: Value) {
  return { value, stamp: 's', device: 'd', by: 'p', version: 1 };
}

function listed(id: string, openedAt: number, more: Partial<Item> = {}, site = 'ja'): ListedItem {
  const item: Item = {
    id,
    kind: 'issue',
    by: 'lin-xiao',
    device: 'd',
    openedAt,
    text: field(`text of ${id}`),
    status: field('open'),
    photos: [],
    comments: [],
    moves: [],
    ...more,
  };
  return { site, item };
}

const items = [
  listed('old', 10),
  listed('done', 20, { status: field('done') }),
  listed('queue', 30, { category: field('queue') }),
  listed('content', 40, { kind: 'content', status: field('proposed') }),
  listed('other-site', 50, {}, 'xh'),
];
const ids = (found: readonly ListedItem[]) => found.map(({ item }) => item.id);

describe('the list of issues', () => {
  test('shows what is not settled, newest first', () => {
    expect(ids(filterItems(items, {}))).toEqual(['other-site', 'queue', 'old']);
  });

  test('filters by kind, site, status, category and words', () => {
    expect(ids(filterItems(items, { kind: 'content' }))).toEqual(['content']);
    expect(ids(filterItems(items, { site: 'ja' }))).toEqual(['queue', 'old']);
    expect(ids(filterItems(items, { status: 'done' }))).toEqual(['done']);
    expect(ids(filterItems(items, { status: 'all' }))).toEqual(['other-site', 'queue', 'done', 'old']);
    expect(ids(filterItems(items, { category: 'queue' }))).toEqual(['queue']);
    expect(ids(filterItems(items, { q: ' OF old ' }))).toEqual(['old']);
  });

  test('J and K move within the list and stop at its ends', () => {
    const shown = filterItems(items, {});
    expect(neighbour(shown, undefined, 1)).toBe('other-site');
    expect(neighbour(shown, 'other-site', 1)).toBe('queue');
    expect(neighbour(shown, 'old', 1)).toBe('old');
    expect(neighbour(shown, 'other-site', -1)).toBe('other-site');
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});

import type { Loop } from '@fieldloop/domain/records/loop';
import { expect, test } from 'vitest';
import { byOpenThenNewest, loopState } from './loop-state.ts';

const bare: Loop = {
  id: 'l',
  title: 'l',
  mode: 'ordinary',
  sites: ['ja'],
  openedAt: 1,
  openedBy: 'p',
  signals: [],
  revisions: [],
  inForce: [],
  status: { value: 'open', stamp: 's', device: 'd', by: 'p', version: 1 },
};
const decision = { text: 'x', answer: 'revision' as const, checks: [], at: 2, by: 'p' };
const revisions = [{ revision: 'p@2' as const, publishedAt: 3, effectiveFrom: 4, sites: ['ja'] }];

test('a loop is as far as the furthest thing that happened to it, in whatever order', () => {
  expect(loopState(bare)).toBe('undecided');
  expect(loopState({ ...bare, decision })).toBe('decided');
  expect(loopState({ ...bare, revisions })).toBe('published');
  expect(loopState({ ...bare, revisions, inForce: [{ site: 'ja', revision: 'p@2', from: 5, by: 'q' }] })).toBe(
    'in-force',
  );
  expect(loopState({ ...bare, closed: { outcome: 'helped', at: 9, by: 'p' } })).toBe('closed');
});

test('what is open comes first, newest on top', () => {
  const closed: Loop = { ...bare, id: 'closed', openedAt: 9, closed: { outcome: 'helped', at: 9, by: 'p' } };
  expect(
    [closed, { ...bare, id: 'old' }, { ...bare, id: 'new', openedAt: 5 }].sort(byOpenThenNewest).map(({ id }) => id),
  ).toEqual(['new', 'old', 'closed']);
});

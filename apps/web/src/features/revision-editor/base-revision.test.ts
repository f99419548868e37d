import { expect, test } from 'vitest';
import { baseRevision, nextNumber } from './base-revision.ts';

const revision = (number: number, inForce: readonly { site: string; from: number }[] = []) => ({
  number,
  sites: ['ja'],
  steps: [],
  inForce: inForce.map((each) => ({ ...each, at: each.from, by: 'p', photos: [] })),
});

test('a revision is written against what the site has, not against one that is only published', () => {
  const all = [revision(1, [{ site: 'ja', from: 10 }]), revision(2, [{ site: 'ja', from: 20 }]), revision(3)];
  expect(baseRevision(all, ['ja'], 100)?.number).toBe(2);
  expect(baseRevision(all, ['ja'], 15)?.number).toBe(1);
  expect(baseRevision(all, ['xh'], 100)?.number).toBe(3);
  expect(baseRevision([], ['ja'], 100)).toBeUndefined();
});

test('numbers go on from the highest', () => {
  expect(nextNumber([revision(1), revision(4)])).toBe(5);
  expect(nextNumber([])).toBe(1);
});

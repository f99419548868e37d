import { describe, expect, it } from 'vitest';
import { canSend, categoriesByRecency, emptyDraft, isBegun, readReportDraft } from './draft.ts';

const photo = { sha256: 'ab'.repeat(32), type: 'image/jpeg', bytes: 1_000 };

describe('a stored draft', () => {
  it('comes back as it was', () => {
    const draft = { category: 'queue' as const, severity: 'high' as const, zone: 'fitting', text: '七个', photos: [photo] };
    expect(readReportDraft(structuredClone(draft))).toEqual(draft);
  });

  it('is empty when it cannot be read, and keeps what can be', () => {
    for (const broken of [undefined, null, 'x', 5, []]) expect(readReportDraft(broken)).toEqual(emptyDraft);
    expect(readReportDraft({ category: 'gone', severity: 'huge', text: '门口', photos: [{ sha256: 'no' }] })).toEqual({ ...emptyDraft, text: '门口' });
  });
});

it('can be sent with a picture or with words, not with a category alone', () => {
  expect(canSend({ ...emptyDraft, category: 'safety' })).toBe(false);
  expect(isBegun({ ...emptyDraft, category: 'safety' })).toBe(true);
  expect(canSend({ ...emptyDraft, text: '滑' })).toBe(true);
  expect(canSend({ ...emptyDraft, photos: [photo] })).toBe(true);
  expect(isBegun(emptyDraft)).toBe(false);
});

it('offers six categories, the latest first, none twice', () => {
  expect(categoriesByRecency(['mall', 'queue', undefined, 'mall'])).toEqual(['mall', 'queue', 'layout', 'equipment', 'stock', 'complaint']);
  expect(categoriesByRecency([])).toHaveLength(6);
});

import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { expect, test } from 'vitest';
import { draftFrom, emptyStep } from './draft.ts';
import { publication } from './publish.ts';

const before = [
  {
    id: 'leaflet',
    number: 1,
    text: { zh: '发折页', en: 'Leaflets' },
    schedule: { kind: 'hourly' as const },
    evidence: [],
    mandatory: false,
  },
];
const draft = {
  ...draftFrom([], ['ja'], '2026-07-06T10:00'),
  title: '动线与话术',
  layout: '装置后移 2 米',
  steps: [{ ...emptyStep('crease'), zh: '先揉一揉', from: { item: 'item-a', person: 'lin-xiao' } }],
};

test('a draft becomes one fact that says what changed and adopts what it grew out of', () => {
  const payload = publication({
    draft,
    plan: 'commute',
    number: 2,
    before,
    effectiveFrom: 1_783_303_200_000,
    loop: 'loop-18',
    siteOfItem: () => 'ja',
  });
  expect(deskFacts.get('revision-published')?.payload.safeParse(payload).success).toBe(true);
  expect(payload.revision).toBe('commute@2');
  expect(payload.adopts).toEqual([{ site: 'ja', item: 'item-a', step: 'crease' }]);
  expect(payload.changes).toEqual([
    { zh: '布局：装置后移 2 米', en: 'Layout: 装置后移 2 米' },
    { zh: '新增：先揉一揉', en: 'New: 先揉一揉' },
    { zh: '取消：发折页', en: 'Dropped: Leaflets' },
  ]);
});

test('without a loop or a layout it speaks of neither', () => {
  const payload = publication({
    draft: { ...draft, layout: ' ' },
    plan: 'commute',
    number: 2,
    before,
    effectiveFrom: 1_783_303_200_000,
    loop: undefined,
    siteOfItem: () => undefined,
  });
  expect(payload).not.toHaveProperty('loop');
  expect(payload).not.toHaveProperty('layout');
  expect(payload).not.toHaveProperty('adopts');
});

test('pictures of the layout go along with its words', () => {
  const pictures = [{ sha256: 'a'.repeat(64), type: 'image/jpeg', bytes: 1_000 }];
  const payload = publication({
    draft: { ...draft, pictures },
    plan: 'commute',
    number: 2,
    before,
    effectiveFrom: 1_783_303_200_000,
    loop: undefined,
    siteOfItem: () => undefined,
  });
  expect(payload.layout).toEqual({ text: '装置后移 2 米', photos: pictures });
  expect(deskFacts.get('revision-published')?.payload.safeParse(payload).success).toBe(true);
});

import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { describe, expect, test } from 'vitest';
import { draftErrors, draftFrom, emptyStep, moved, stepsOf } from './draft.ts';
import { stepDifference } from './step-difference.ts';

const inForce: readonly RevisionStep[] = [
  {
    id: 'walk',
    number: 1,
    text: { zh: '开店巡场', en: 'Opening walk' },
    schedule: { kind: 'at', minutes: [580] },
    evidence: ['photo'],
    mandatory: true,
    change: 'new',
  },
  {
    id: 'leaflet',
    number: 2,
    text: { zh: '发折页' },
    schedule: { kind: 'hourly' },
    evidence: ['number'],
    mandatory: false,
  },
];
const draft = { ...draftFrom(inForce, ['ja'], '2026-07-06T10:00'), title: '动线与话术' };

describe('a draft', () => {
  test('starts as what is in force: nothing has changed yet', () => {
    const { changes, removed } = stepDifference(inForce, stepsOf(draft));
    expect([...changes.values()]).toEqual(['same', 'same']);
    expect(removed).toEqual([]);
    expect(draftErrors(draft)).toEqual(new Set());
  });

  test('a picture of the layout needs a word with it', () => {
    const pictures = [{ sha256: 'a'.repeat(64), type: 'image/jpeg', bytes: 1 }];
    expect(draftErrors({ ...draft, pictures })).toEqual(new Set(['layout']));
    expect(draftErrors({ ...draft, pictures, layout: '装置后移 2 米' })).toEqual(new Set());
  });

  test('names what is missing, step by step', () => {
    const bad = {
      ...draft,
      title: ' ',
      sites: [],
      effective: '',
      steps: [{ ...emptyStep('a'), due: 'at' as const, times: 'noon' }],
    };
    expect(draftErrors(bad)).toEqual(new Set(['title', 'sites', 'effective', 'text a', 'times a']));
    expect(draftErrors({ ...draft, steps: [] })).toEqual(new Set(['steps']));
  });

  test('carries schedule, evidence and who brought it into the revision', () => {
    const [step] = stepsOf({
      ...draft,
      steps: [
        {
          ...emptyStep('x'),
          zh: ' 尺码卡 ',
          due: 'at',
          times: '09:50, 15:00',
          evidence: ['photo'],
          from: { item: 'item-d', person: 'fang-yuan' },
        },
      ],
    });
    expect(step).toEqual({
      id: 'x',
      number: 1,
      text: { zh: '尺码卡' },
      schedule: { kind: 'at', minutes: [590, 900] },
      evidence: ['photo'],
      mandatory: false,
      from: { item: 'item-d', person: 'fang-yuan' },
    });
  });
});

test('a step moves by one and stops at the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
});

import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { describe, expect, test } from 'vitest';
import { changeNotes, publishedSteps, stepDifference } from './step-difference.ts';

function step(id: string, zh: string, more: Partial<RevisionStep> = {}): RevisionStep {
  return { id, number: 1, text: { zh }, schedule: { kind: 'hourly' }, evidence: ['photo'], mandatory: false, ...more };
}

const before = [step('walk', '开店巡场'), step('leaflet', '发折页'), step('close', '闭店清点')];
const after = [step('close', '闭店清点'), step('greeter', '迎宾站位'), step('walk', '开店巡场:入口 3 米内无遮挡')];
const words = {
  new: (text: string, locale: string) => (locale === 'en' ? `New: ${text}` : `新增:${text}`),
  changed: (text: string, locale: string) => (locale === 'en' ? `Changed: ${text}` : `修改:${text}`),
  removed: (text: string, locale: string) => (locale === 'en' ? `Dropped: ${text}` : `取消:${text}`),
};

describe('a draft against what is in force', () => {
  test('tells new, changed, removed and untouched steps apart by id', () => {
    const { changes, removed, added, changed } = stepDifference(before, after);
    expect([...changes]).toEqual([
      ['close', 'same'],
      ['greeter', 'new'],
      ['walk', 'changed'],
    ]);
    expect(removed.map(({ id }) => id)).toEqual(['leaflet']);
    expect([added, changed]).toEqual([1, 1]);
  });

  test.each([
    ['its due time', { schedule: { kind: 'at', minutes: [580] } }],
    ['its evidence', { evidence: ['photo', 'number'] }],
    ['its duty', { mandatory: true }],
    ['its English text', { text: { zh: '开店巡场', en: 'Opening walk' } }],
  ] satisfies readonly (readonly [string, Partial<RevisionStep>])[])('counts %s as a change', (_what, more) => {
    expect(stepDifference(before, [step('walk', '开店巡场', more)]).changes.get('walk')).toBe('changed');
  });

  test('publishes steps numbered as they stand, with marks of this revision only', () => {
    const marked = [step('walk', '开店巡场', { change: 'new' }), step('greeter', '迎宾站位')];
    expect(publishedSteps(before, marked).map(({ id, number, change }) => [id, number, change])).toEqual([
      ['walk', 1, undefined],
      ['greeter', 2, 'new'],
    ]);
  });

  test('a first revision is all new', () => {
    expect(stepDifference([], after).added).toBe(3);
  });

  test('writes what the floor reads in both languages; a missing English text falls back to the Chinese', () => {
    expect(changeNotes(before, after, words)).toEqual([
      { zh: '新增:迎宾站位', en: 'New: 迎宾站位' },
      { zh: '修改:开店巡场:入口 3 米内无遮挡', en: 'Changed: 开店巡场:入口 3 米内无遮挡' },
      { zh: '取消:发折页', en: 'Dropped: 发折页' },
    ]);
  });
});

import { beforeEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { funnelSentence, stepWords, weakestStep } from './funnel.ts';

const of = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  value: numerator / denominator,
  low: 0,
  high: 1,
});
const shop = [
  { step: 'passed', n: 31_743 },
  { step: 'entered', n: 12_061, ofPrevious: of(12_061, 31_743) },
  { step: 'triedOn', n: 2_542, ofPrevious: of(2_542, 12_061) },
  { step: 'bought', n: 1_193, ofPrevious: of(1_193, 2_542) },
];

beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

test('the weakest step is the smallest share of the one before', () => {
  expect(weakestStep(shop)).toMatchObject({ from: 'entered', to: 'triedOn' });
  expect(funnelSentence(shop, 'zh-CN')).toBe('最弱一步：进店 → 试穿，21.1%');
});

test('a funnel that nobody walked has no weakest step', () => {
  expect(weakestStep([{ step: 'passed', n: 0 }])).toBeUndefined();
  expect(funnelSentence([], 'zh-CN')).toBe('还没有数据。');
});

test('a step this app does not know keeps its own name', () => {
  expect(stepWords('a-step-of-tomorrow')).toBe('a-step-of-tomorrow');
});

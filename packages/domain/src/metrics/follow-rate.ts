import { count, defineMetric } from './define-metric.ts';

export const followRate = defineMetric({
  id: 'follow-rate',
  title: { zh: '加粉率', en: 'Follow rate' },
  definition: {
    zh: '观看的人里，有多少新关注。',
    en: 'Of those who watched, how many followed.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '新关注 ÷ 观看', en: 'new follows ÷ viewers' },
      numerator: count('follow'),
      denominator: count('viewer'),
      inference: 'proportion',
    },
  ],
});

import { count, defineMetric } from './define-metric.ts';

export const reasonShare = defineMetric({
  id: 'reason-share',
  title: { zh: '未成交原因', en: 'Reasons for leaving' },
  definition: {
    zh: '没买就走的人里，各个原因占多少。',
    en: 'Of those who left without buying, the share of each reason.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'neither',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '该原因 ÷ 全部未成交', en: 'this reason ÷ all who left without buying' },
      numerator: count('leftWithout'),
      denominator: count('leftWithout'),
      inference: 'proportion',
    },
  ],
  breakdown: 'detail',
});

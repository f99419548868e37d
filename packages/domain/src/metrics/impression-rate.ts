import { count, defineMetric } from './define-metric.ts';

export const impressionRate = defineMetric({
  id: 'impression-rate',
  title: { zh: '观看-商品曝光率', en: 'View to product impression' },
  definition: {
    zh: '观看的人里，有多少看到了商品。',
    en: 'Of those who watched, how many saw a product.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '商品曝光 ÷ 观看', en: 'product impressions ÷ viewers' },
      numerator: count('impression'),
      denominator: count('viewer'),
      inference: 'proportion',
    },
  ],
});

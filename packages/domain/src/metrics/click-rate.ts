import { count, defineMetric } from './define-metric.ts';

export const clickRate = defineMetric({
  id: 'click-rate',
  title: { zh: '商品曝光-点击率', en: 'Impression to click' },
  definition: {
    zh: '看到商品的人里，有多少点开。',
    en: 'Of those who saw a product, how many opened it.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '商品点击 ÷ 商品曝光', en: 'clicks ÷ product impressions' },
      numerator: count('click'),
      denominator: count('impression'),
      inference: 'proportion',
    },
  ],
});

import { count, defineMetric } from './define-metric.ts';

export const viewToOrder = defineMetric({
  id: 'view-to-order',
  title: { zh: '观看-成交率', en: 'View to order' },
  definition: {
    zh: '观看的人里，有多少付款。',
    en: 'Of those who watched, how many paid.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'planner',
  formulas: [
    {
      version: 1,
      text: { zh: '订单 ÷ 观看', en: 'orders ÷ viewers' },
      numerator: count('order'),
      denominator: count('viewer'),
      inference: 'proportion',
    },
  ],
});

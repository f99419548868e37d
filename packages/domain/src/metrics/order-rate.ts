import { count, defineMetric } from './define-metric.ts';

export const orderRate = defineMetric({
  id: 'order-rate',
  title: { zh: '点击-成交率', en: 'Click to order' },
  definition: {
    zh: '点开商品的人里，有多少付款。',
    en: 'Of those who opened a product, how many paid.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '订单 ÷ 商品点击', en: 'orders ÷ clicks' },
      numerator: count('order'),
      denominator: count('click'),
      inference: 'proportion',
    },
  ],
});

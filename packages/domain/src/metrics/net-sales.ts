import { defineMetric, money } from './define-metric.ts';

export const netSales = defineMetric({
  id: 'net-sales',
  title: { zh: '净销售额', en: 'Net sales' },
  definition: {
    zh: '成交金额减去这些单后来的退款，记在下单那天。',
    en: 'Money of receipts less what was refunded of them, on the day they were bought.',
  },
  basis: 'money',
  unit: 'money',
  direction: 'higher',
  owner: 'data-analyst',
  formulas: [
    {
      version: 1,
      text: { zh: '成交金额 − 这些单的退款', en: 'money of receipts − refunds of those receipts' },
      numerator: money(['receipt'], ['refund']),
      inference: 'total',
    },
  ],
});

import { defineMetric, money } from './define-metric.ts';

export const liveSales = defineMetric({
  id: 'live-sales',
  title: { zh: '直播 GMV', en: 'Live GMV' },
  definition: {
    zh: '直播间已付款订单的金额，退款另列。',
    en: 'Money of the paid orders of a live session; refunds are shown beside it.',
  },
  basis: 'money',
  unit: 'money',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '订单金额', en: 'money of orders' },
      numerator: money(['order']),
      inference: 'total',
    },
  ],
});

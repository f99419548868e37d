import { count, defineMetric } from './define-metric.ts';

export const liveRefundRate = defineMetric({
  id: 'live-refund-rate',
  title: { zh: '直播退款率', en: 'Live refund rate' },
  definition: {
    zh: '当场直播的订单后来退了多少；七天之内未成熟，不算。',
    en: 'Of the orders of a session, how many were refunded since; those younger than seven days are left out.',
  },
  basis: 'receipts',
  unit: 'share',
  direction: 'lower',
  owner: 'data-analyst',
  formulas: [
    {
      version: 1,
      text: { zh: '这些订单的退款 ÷ 订单', en: 'refunds of these orders ÷ orders' },
      numerator: count('liveRefund'),
      denominator: count('order'),
      inference: 'proportion',
    },
  ],
  maturityDays: 7,
});

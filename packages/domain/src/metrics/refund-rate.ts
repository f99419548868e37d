import { count, defineMetric } from './define-metric.ts';

export const refundRate = defineMetric({
  id: 'refund-rate',
  title: { zh: '退货率', en: 'Refund rate' },
  definition: {
    zh: '当天成交的单后来退了多少；七天之内的单未成熟，不算。',
    en: 'Of the receipts of a day, how many were refunded since; those younger than seven days are left out.',
  },
  basis: 'receipts',
  unit: 'share',
  direction: 'lower',
  owner: 'data-analyst',
  formulas: [
    {
      version: 1,
      text: { zh: '这些单的退款 ÷ 成交单', en: 'refunds of these receipts ÷ receipts' },
      numerator: count('refund'),
      denominator: count('receipt'),
      inference: 'proportion',
    },
  ],
  maturityDays: 7,
});

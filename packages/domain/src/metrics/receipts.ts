import { count, defineMetric } from './define-metric.ts';

export const receipts = defineMetric({
  id: 'receipts',
  title: { zh: '成交单', en: 'Receipts' },
  definition: {
    zh: '成交的单数，退款不减。',
    en: 'Sales made, refunds not taken off.',
  },
  basis: 'receipts',
  unit: 'count',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '成交单', en: 'receipts' },
      numerator: count('receipt'),
      inference: 'total',
    },
  ],
});

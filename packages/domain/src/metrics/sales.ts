import { defineMetric, money } from './define-metric.ts';

export const sales = defineMetric({
  id: 'sales',
  title: { zh: '销售额', en: 'Sales' },
  definition: {
    zh: '所有成交单的金额，退款另列。',
    en: 'Money of all receipts; refunds are shown beside it.',
  },
  basis: 'money',
  unit: 'money',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '成交金额', en: 'money of receipts' },
      numerator: money(['receipt']),
      inference: 'total',
    },
  ],
});

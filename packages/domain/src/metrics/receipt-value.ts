import { count, defineMetric, money } from './define-metric.ts';

export const receiptValue = defineMetric({
  id: 'receipt-value',
  title: { zh: '客单价', en: 'Average receipt' },
  definition: {
    zh: '平均每单的金额。',
    en: 'Money of an average receipt.',
  },
  basis: 'money',
  unit: 'money',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '销售额 ÷ 成交单', en: 'sales ÷ receipts' },
      numerator: money(['receipt']),
      denominator: count('receipt'),
      inference: 'ratio',
    },
  ],
});

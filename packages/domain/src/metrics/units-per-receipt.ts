import { count, defineMetric } from './define-metric.ts';

export const unitsPerReceipt = defineMetric({
  id: 'units-per-receipt',
  title: { zh: '连带率', en: 'Units per receipt' },
  definition: {
    zh: '平均每单买了几件。',
    en: 'Pieces on an average receipt.',
  },
  basis: 'pieces',
  unit: 'ratio',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '件数 ÷ 成交单', en: 'units ÷ receipts' },
      numerator: count('unit'),
      denominator: count('receipt'),
      inference: 'ratio',
    },
  ],
});

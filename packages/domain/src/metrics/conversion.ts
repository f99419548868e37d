import { count, defineMetric } from './define-metric.ts';

export const conversion = defineMetric({
  id: 'conversion',
  title: { zh: '转化率', en: 'Conversion' },
  definition: {
    zh: '进店人数对应的成交单；按单数，不按人数。',
    en: 'Receipts for each person who came in: receipts, not buyers.',
  },
  basis: 'receipts',
  unit: 'share',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '成交单 ÷ 进店', en: 'receipts ÷ entered' },
      numerator: count('receipt'),
      denominator: count('entered'),
      inference: 'proportion',
    },
  ],
  boundedPerBucket: true,
});

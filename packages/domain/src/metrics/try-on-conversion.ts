import { count, defineMetric } from './define-metric.ts';

export const tryOnConversion = defineMetric({
  id: 'try-on-conversion',
  title: { zh: '试穿成交率', en: 'Try-on conversion' },
  definition: {
    zh: '每次试穿带来多少成交单。',
    en: 'Receipts for each time something was tried on.',
  },
  basis: 'receipts',
  unit: 'share',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '成交单 ÷ 试穿', en: 'receipts ÷ tried on' },
      numerator: count('receipt'),
      denominator: count('triedOn'),
      inference: 'proportion',
    },
  ],
});

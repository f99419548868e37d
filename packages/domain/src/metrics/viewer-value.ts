import { count, defineMetric, money } from './define-metric.ts';

export const viewerValue = defineMetric({
  id: 'viewer-value',
  title: { zh: 'UV 价值', en: 'Value per viewer' },
  definition: {
    zh: '平均每位观看者带来的 GMV。',
    en: 'GMV for each viewer.',
  },
  basis: 'money',
  unit: 'money',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: 'GMV ÷ 观看', en: 'GMV ÷ viewers' },
      numerator: money(['order']),
      denominator: count('viewer'),
      inference: 'ratio',
    },
  ],
});

import { count, defineMetric, money } from './define-metric.ts';

export const gpm = defineMetric({
  id: 'gpm',
  title: { zh: 'GPM', en: 'GPM' },
  definition: {
    zh: '每千次观看带来的 GMV。',
    en: 'GMV per thousand views.',
  },
  basis: 'money',
  unit: 'money',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: 'GMV ÷ 观看 × 1000', en: 'GMV ÷ views × 1000' },
      numerator: money(['order']),
      denominator: count('viewer'),
      scale: 1000,
      inference: 'ratio',
    },
  ],
});

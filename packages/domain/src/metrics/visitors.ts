import { count, defineMetric } from './define-metric.ts';

export const visitors = defineMetric({
  id: 'visitors',
  title: { zh: '进店', en: 'Visitors' },
  definition: {
    zh: '跨过门线走进店里的人。',
    en: 'People who crossed the line into the shop.',
  },
  basis: 'people',
  unit: 'count',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '进店', en: 'entered' },
      numerator: count('entered'),
      inference: 'total',
    },
  ],
});

import { count, defineMetric } from './define-metric.ts';

export const complaints = defineMetric({
  id: 'complaints',
  title: { zh: '客诉', en: 'Complaints' },
  definition: {
    zh: '客诉的件数，预警按件数。',
    en: 'Complaints by number, which is what alerts look at.',
  },
  basis: 'times',
  unit: 'count',
  direction: 'lower',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '客诉件数', en: 'complaints' },
      numerator: count('complaint'),
      inference: 'total',
    },
  ],
  breakdown: 'detail',
});

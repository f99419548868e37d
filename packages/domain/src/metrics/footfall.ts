import { count, defineMetric } from './define-metric.ts';

export const footfall = defineMetric({
  id: 'footfall',
  title: { zh: '过店客流', en: 'Footfall' },
  definition: {
    zh: '走过门前的所有人：路过未进加进店。',
    en: 'Everybody who came past: those who went by and those who came in.',
  },
  basis: 'people',
  unit: 'count',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '路过未进 + 进店', en: 'passed by + entered' },
      numerator: count('passedBy', 'entered'),
      inference: 'total',
    },
  ],
});

import { count, defineMetric } from './define-metric.ts';

export const entryRate = defineMetric({
  id: 'entry-rate',
  title: { zh: '进店率', en: 'Entry rate' },
  definition: {
    zh: '走过门前的人里，有多少走进店里。',
    en: 'Of everybody who came past, how many came in.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'planner',
  formulas: [
    {
      version: 1,
      text: { zh: '进店 ÷（进店 + 路过未进）', en: 'entered ÷ (entered + passed by)' },
      numerator: count('entered'),
      denominator: count('entered', 'passedBy'),
      inference: 'proportion',
    },
    {
      version: 2,
      text: { zh: '进店 ÷ 路过未进', en: 'entered ÷ passed by' },
      numerator: count('entered'),
      denominator: count('passedBy'),
      inference: 'odds',
    },
  ],
});

import { count, defineMetric } from './define-metric.ts';

export const tryOnRate = defineMetric({
  id: 'try-on-rate',
  title: { zh: '试穿率', en: 'Try-on rate' },
  definition: {
    zh: '进店的人里，有多少试穿了。',
    en: 'Of those who came in, how many tried something on.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'planner',
  formulas: [
    {
      version: 1,
      text: { zh: '试穿 ÷ 进店', en: 'tried on ÷ entered' },
      numerator: count('triedOn'),
      denominator: count('entered'),
      inference: 'proportion',
    },
  ],
});

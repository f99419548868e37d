import { count, defineMetric } from './define-metric.ts';

export const sizeMissingRate = defineMetric({
  id: 'size-missing-rate',
  title: { zh: '断码率', en: 'Size-missing rate' },
  definition: {
    zh: '问尺码的人里，有多少没有货。问到有货的记为试穿。',
    en: 'Of all who asked for a size, how many could not be given it; those who could count as tried on.',
  },
  basis: 'times',
  unit: 'share',
  direction: 'lower',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '断码 ÷（断码 + 试穿）', en: 'size missing ÷ (size missing + tried on)' },
      numerator: count('sizeMissing'),
      denominator: count('sizeMissing', 'triedOn'),
      inference: 'proportion',
    },
  ],
});

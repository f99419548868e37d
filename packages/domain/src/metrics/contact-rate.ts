import { count, defineMetric } from './define-metric.ts';

export const contactRate = defineMetric({
  id: 'contact-rate',
  title: { zh: '加企微率', en: 'Contact rate' },
  definition: {
    zh: '进店的人里，有多少加了企微。',
    en: 'Of those who came in, how many were added as contacts.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '加企微 ÷ 进店', en: 'contacts ÷ entered' },
      numerator: count('contact'),
      denominator: count('entered'),
      inference: 'proportion',
    },
  ],
});

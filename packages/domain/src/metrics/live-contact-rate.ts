import { count, defineMetric } from './define-metric.ts';

export const liveContactRate = defineMetric({
  id: 'live-contact-rate',
  title: { zh: '直播加企微率', en: 'Live contact rate' },
  definition: {
    zh: '观看直播的人里，有多少加了企微。',
    en: 'Of those who watched, how many were added as contacts.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '加企微 ÷ 观看', en: 'contacts ÷ viewers' },
      numerator: count('contact'),
      denominator: count('viewer'),
      inference: 'proportion',
    },
  ],
});

import { count, defineMetric } from './define-metric.ts';

export const contacts = defineMetric({
  id: 'contacts',
  title: { zh: '加企微', en: 'Contacts added' },
  definition: {
    zh: '新增的企业微信好友。',
    en: 'New contacts in WeCom.',
  },
  basis: 'people',
  unit: 'count',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '加企微', en: 'contacts' },
      numerator: count('contact'),
      inference: 'total',
    },
  ],
});

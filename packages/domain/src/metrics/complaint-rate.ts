import { count, defineMetric } from './define-metric.ts';

export const complaintRate = defineMetric({
  id: 'complaint-rate',
  title: { zh: '客诉率', en: 'Complaint rate' },
  definition: {
    zh: '每单对应的客诉，门店和直播的单都算。',
    en: 'Complaints for each order, in the shop and live.',
  },
  basis: 'times',
  unit: 'share',
  direction: 'lower',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '客诉 ÷（成交单 + 直播订单）', en: 'complaints ÷ (receipts + live orders)' },
      numerator: count('complaint'),
      denominator: count('receipt', 'order'),
      inference: 'proportion',
    },
  ],
});

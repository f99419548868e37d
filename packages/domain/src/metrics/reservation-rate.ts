import { count, defineMetric } from './define-metric.ts';

export const reservationRate = defineMetric({
  id: 'reservation-rate',
  title: { zh: '触达-预约率', en: 'Reach to reservation' },
  definition: {
    zh: '私域触达的人里，有多少预约了直播。',
    en: 'Of the private-domain contacts reached, how many reserved a session.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'planner',
  formulas: [
    {
      version: 1,
      text: { zh: '预约 ÷ 触达', en: 'reservations ÷ reached' },
      numerator: count('reserved'),
      denominator: count('reached'),
      inference: 'proportion',
    },
  ],
});

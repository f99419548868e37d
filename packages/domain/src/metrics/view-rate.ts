import { count, defineMetric } from './define-metric.ts';

export const viewRate = defineMetric({
  id: 'view-rate',
  title: { zh: '曝光-观看率', en: 'Exposure to view' },
  definition: {
    zh: '看到直播间入口的人里，有多少进来观看。',
    en: 'Of those to whom the room was shown, how many came to watch.',
  },
  basis: 'people',
  unit: 'share',
  direction: 'higher',
  owner: 'planner',
  formulas: [
    {
      version: 1,
      text: { zh: '观看 ÷ 曝光', en: 'viewers ÷ exposures' },
      numerator: count('viewer'),
      denominator: count('exposure'),
      inference: 'proportion',
    },
  ],
});

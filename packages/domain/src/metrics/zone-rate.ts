import { count, defineMetric } from './define-metric.ts';

export const zoneRate = defineMetric({
  id: 'zone-rate',
  title: { zh: '区域到达率', en: 'Zone rate' },
  definition: {
    zh: '进店的人里有多少次走到这个区域；同一人可走几次，可以超过百分之百。',
    en: 'Visits to a zone for each person who came in; one person may come twice, so it can exceed 100 %.',
  },
  basis: 'times',
  unit: 'share',
  direction: 'neither',
  owner: 'planner',
  formulas: [
    {
      version: 1,
      text: { zh: '区域进入 ÷ 进店', en: 'zone entries ÷ entered' },
      numerator: count('zoneEntered'),
      denominator: count('entered'),
      inference: 'ratio',
    },
  ],
  breakdown: 'zone',
});

import { count, defineMetric, money } from './define-metric.ts';

export const salesPerVisitor = defineMetric({
  id: 'sales-per-visitor',
  title: { zh: '客均产出', en: 'Sales per visitor' },
  definition: {
    zh: '平均每位进店客人带来的销售额，等于转化率乘客单价。',
    en: 'Sales for each person who came in: conversion times average receipt.',
  },
  basis: 'money',
  unit: 'money',
  direction: 'higher',
  owner: 'operations-manager',
  formulas: [
    {
      version: 1,
      text: { zh: '销售额 ÷ 进店', en: 'sales ÷ entered' },
      numerator: money(['receipt']),
      denominator: count('entered'),
      inference: 'ratio',
    },
  ],
});

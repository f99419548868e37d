import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { expect, test } from 'vitest';
import { type TargetForm, readTarget } from './target-form.ts';

const form: TargetForm = {
  metric: 'entry-rate',
  value: '35',
  estimate: '',
  window: 'day',
  days: 'all',
  from: '2026-07-16T00:00',
  sites: ['ja'],
};
const shanghai = 'Asia/Shanghai';

test('a share is typed in per cent and stored as a share', () => {
  const read = readTarget(form, shanghai);
  if ('errors' in read) throw new Error([...read.errors].join());
  expect(read.payload).toEqual({
    metric: 'entry-rate',
    sites: ['ja'],
    window: 'day',
    value: 0.35,
    from: Date.UTC(2026, 6, 15, 16),
  });
  expect(deskFacts.get('target-set')?.payload.safeParse({ ...read.payload, target: 't' }).success).toBe(true);
});

test('money is typed in whole currency and stored in minor units, with its estimate', () => {
  expect(
    readTarget({ ...form, metric: 'sales', value: '38,000', estimate: '4500', days: 'weekend' }, shanghai),
  ).toMatchObject({
    payload: { value: 3_800_000, estimate: 450_000, days: ['weekend'] },
  });
});

test('names what cannot be read', () => {
  const errors = (changed: Partial<TargetForm>) => {
    const read = readTarget({ ...form, ...changed }, shanghai);
    return 'errors' in read ? [...read.errors] : [];
  };
  expect(errors({ value: '120' })).toEqual(['value']);
  expect(errors({ value: '', estimate: 'x', from: '', sites: [] })).toEqual(['value', 'estimate', 'from', 'sites']);
  expect(errors({ metric: 'sales', value: '120' })).toEqual([]);
});

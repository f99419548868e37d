import { expect, it } from 'vitest';
import { undelivered } from './undelivered.ts';

const first = { id: 'commute@1', plan: 'commute', publishedAt: 10 } as const;
const second = { id: 'commute@2', plan: 'commute', publishedAt: 20 } as const;
const other = { id: 'rain@1', plan: 'rain', publishedAt: 5 } as const;

it('names the newest revision of each plan until this very device has said that it holds it', () => {
  expect(undelivered([first, second, other], [], 'phone')).toEqual(['commute@2', 'rain@1']);
  expect(undelivered([second, first], [{ revision: 'commute@2', device: 'another', deliveredAt: 30 }], 'phone')).toEqual(['commute@2']);
  expect(undelivered([first, second], [{ revision: 'commute@2', device: 'phone', deliveredAt: 30 }], 'phone')).toEqual([]);
});

it('still says so after somebody read it before it was said', () => {
  expect(undelivered([second], [{ revision: 'commute@2', device: 'phone' }], 'phone')).toEqual(['commute@2']);
});

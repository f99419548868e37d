import { expect, it } from 'vitest';
import { refundableSales } from './refundable.ts';

const sale = (id: string, at: number, amountMinor: number) => ({ name: 'sale-recorded', at, offset: 0, payload: { sale: id, amountMinor, currency: 'CNY', units: 1, channel: 'store' } });

it('offers the newest first, less what was given back', () => {
  const refund = { name: 'refund-recorded', at: 9, offset: 0, payload: { refund: 'r', sale: 'a', source: 'store', orderedAt: 1, amountMinor: 10_000, currency: 'CNY' } };
  expect(refundableSales([sale('a', 1, 25_900), sale('b', 2, 31_800), refund]).map(({ sale: id, leftMinor }) => [id, leftMinor])).toEqual([['b', 31_800], ['a', 15_900]]);
});

it('leaves out what is undone, given back whole, or has no amount', () => {
  const undone = { name: 'count-corrected', at: 5, offset: 0, payload: { sale: 'a', lines: [{ counter: 'receipt', from: 1, to: 0, amountFrom: 25_900, amountTo: 0 }] } };
  expect(refundableSales([sale('a', 1, 25_900), sale('c', 3, 0), undone])).toEqual([]);
});

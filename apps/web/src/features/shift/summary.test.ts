import { expect, it } from 'vitest';
import { summarise } from './summary.ts';

const sale = { name: 'sale-recorded', payload: { sale: 's-1', amountMinor: 31_800, currency: 'CNY', units: 1, channel: 'store' } };
const tap = (counter: string, count: number) => ({ name: 'people-counted', payload: { counter, count } });

it('adds up a shift and takes corrections off', () => {
  const undo = { name: 'count-corrected', payload: { target: { kind: 'fact', fact: 'f', device: 'd' }, at: 0, lines: [{ counter: 'entered', from: 3, to: 0 }], reason: 'mis-tap' } };
  const summary = summarise([tap('entered', 3), tap('entered', 2), tap('passedBy', 7), undo, sale, sale]);
  expect(summary.counts).toEqual([{ counter: 'passedBy', n: 7 }, { counter: 'entered', n: 2 }, { counter: 'receipt', n: 2 }]);
  expect(summary).toMatchObject({ amountMinor: 63_600, currency: 'CNY', corrections: 1 });
});

it('counts issues, content and steps, and nothing that was not done', () => {
  const summary = summarise([{ name: 'item-opened', payload: { item: 'i' } }, { name: 'step-completed', payload: {} }, { name: 'shift-started', payload: {} }]);
  expect(summary).toMatchObject({ counts: [], items: 1, steps: 1, corrections: 0, currency: undefined });
});

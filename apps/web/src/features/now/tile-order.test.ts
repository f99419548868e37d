import { expect, test } from 'vitest';
import { orderedTiles } from './tile-order.ts';

test('money and the rates of the door come first, whatever order the server sends', () => {
  const tiles = ['visitors', 'conversion', 'a-metric-of-tomorrow', 'entry-rate', 'sales'].map((metric) => ({ metric }));
  const { first, rest } = orderedTiles(tiles, 3);
  expect(first.map(({ metric }) => metric)).toEqual(['sales', 'entry-rate', 'conversion']);
  expect(rest.map(({ metric }) => metric)).toEqual(['visitors', 'a-metric-of-tomorrow']);
});

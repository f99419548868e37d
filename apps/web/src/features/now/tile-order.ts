import type { Tile } from './now.ts';

/** What is asked first, in the order it is asked; money before rates, rates before counts. */
const order = [
  'sales',
  'net-sales',
  'live-sales',
  'entry-rate',
  'conversion',
  'try-on-rate',
  'view-rate',
  'view-to-order',
  'sales-per-visitor',
  'receipt-value',
];

/** The tiles in the order they are asked for, the first few apart from the rest. */
export function orderedTiles<Each extends Pick<Tile, 'metric'>>(
  tiles: readonly Each[],
  count: number,
): { readonly first: readonly Each[]; readonly rest: readonly Each[] } {
  const rank = ({ metric }: Each) => {
    const index = order.indexOf(metric);
    return index === -1 ? order.length : index;
  };
  const sorted = [...tiles].sort((left, right) => rank(left) - rank(right));
  return { first: sorted.slice(0, count), rest: sorted.slice(count) };
}

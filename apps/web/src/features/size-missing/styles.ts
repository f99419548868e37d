import type { Tally } from '@fieldloop/domain/tally';

/** Sizes as on the label. */
export const sizes = ['S', 'M', 'L', 'XL'] as const;

type Asked = Pick<Tally, 'counter' | 'detail' | 'n' | 'start'>;

/** Styles that were asked for here lately, the most asked first: they are the chips of the next tap. */
export function askedStyles(tallies: readonly Asked[], most = 6): readonly string[] {
  const asked = new Map<string, number>();
  for (const { counter, detail, n } of tallies) {
    if (counter !== 'sizeMissing') continue;
    const style = detail.slice(0, detail.indexOf('/'));
    if (style) asked.set(style, (asked.get(style) ?? 0) + n);
  }
  return [...asked].filter(([, n]) => n > 0).toSorted(([a, n], [b, k]) => k - n || (a < b ? -1 : 1)).slice(0, most).map(([style]) => style);
}

/** How often one size of one style was asked for since an instant. */
export function askedSince(tallies: readonly Asked[], style: string, size: string, from: number): number {
  return tallies.reduce((sum, { counter, detail, n, start }) => (counter === 'sizeMissing' && detail === `${style}/${size}` && start >= from ? sum + n : sum), 0);
}

/** A style as the catalogue takes it: no spaces, no slashes, at most 40 characters. Undefined when it is not one. */
export function readStyle(typed: string): string | undefined {
  const style = typed.normalize('NFKC').trim().toUpperCase();
  return /^[^\s/]{1,40}$/.test(style) ? style : undefined;
}

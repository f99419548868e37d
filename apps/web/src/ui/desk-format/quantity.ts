import type { Locale } from '../locale.ts';
import { formatCount, formatMoney, formatRange, formatRate } from './numbers.ts';

/** How a metric's value is printed: a share 0…1, pieces, minor units of money, or a plain ratio. */
export type Unit = 'share' | 'count' | 'money' | 'ratio';

export interface Printing {
  readonly unit: Unit;
  /** ISO 4217; needed for money. */
  readonly currency?: string | undefined;
  readonly locale: Locale;
}

/** A metric's value: `36.5%`, `1,102`, `¥12,153`, `1.32`. */
export function formatQuantity(value: number, { unit, currency, locale }: Printing): string {
  switch (unit) {
    case 'share':
      return formatRate(value, locale);
    case 'money':
      return formatMoney(value, currency ?? 'CNY', locale, Math.abs(value) < 100_000 && value % 100 !== 0 ? 2 : 0);
    case 'ratio':
      return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
    case 'count':
      return formatCount(value, locale);
  }
}

/** Limits of a value, without unit signs where the number beside them already has one. */
export function formatQuantityRange(low: number, high: number, { unit, currency, locale }: Printing): string {
  if (unit === 'share') return formatRange(low, high, locale);
  if (unit === 'money')
    return `${formatMoney(low, currency ?? 'CNY', locale)}–${formatMoney(high, currency ?? 'CNY', locale)}`;
  return formatRange(low, high, locale, 1, unit === 'ratio' ? 2 : 0);
}

/** A round value for an axis: `30%`, `1.2万`, `¥12K`. */
export function formatAxisQuantity(value: number, { unit, currency, locale }: Printing): string {
  if (unit === 'share')
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  const notation = { notation: 'compact', maximumFractionDigits: 1 } as const;
  if (unit !== 'money') return new Intl.NumberFormat(locale, notation).format(value);
  return new Intl.NumberFormat(locale, {
    ...notation,
    style: 'currency',
    currency: currency ?? 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(value / 100);
}

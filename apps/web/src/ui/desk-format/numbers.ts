import type { Locale } from '../locale.ts';

/** 1102 → `1,102`, the same in both languages. */
export function formatCount(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** 12345 → `1.2万` or `12K`; below ten thousand in full. */
export function formatShortCount(value: number, locale: Locale): string {
  if (Math.abs(value) < 10_000) return formatCount(value, locale);
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** A share 0…1 as per cent with one decimal: 0.365 → `36.5%`. */
export function formatRate(share: number, locale: Locale, decimals = 1): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(share);
}

/** A target or level: as few decimals as it needs, 0.35 → `35%`, 0.125 → `12.5%`. */
export function formatLevel(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** The limits of a share without the sign, as read aloud: `33.7–39.4`. */
export function formatRange(low: number, high: number, locale: Locale, scale = 100, decimals = 1): string {
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: true,
  });
  return `${number.format(low * scale)}–${number.format(high * scale)}`;
}

/** A difference of shares in percentage points, always signed: 0.26 → `+26.0`, −0.003 → `−0.3`. */
export function formatPoints(difference: number, locale: Locale): string {
  return signed(difference * 100, locale, 1);
}

/** A signed number with a true minus sign. */
export function signed(value: number, locale: Locale, decimals: number): string {
  const text = new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'exceptZero',
  }).format(value);
  return text.replace('-', '−');
}

/** Minor units of a currency: 1215300 CNY → `¥12,153`; cents are shown only when asked for. */
export function formatMoney(amountMinor: number, currency: string, locale: Locale, decimals = 0): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amountMinor / 10 ** minorDigits(currency));
}

/** A ratio of two rates: 3.2 → `×3.20`. */
export function formatRatio(ratio: number, locale: Locale): string {
  return `×${new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(ratio)}`;
}

function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

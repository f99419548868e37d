/**
 * Reads an amount as typed into minor units: `318`, `318.5`, `1,280.00`, `¥318`, full-width digits.
 * Undefined when it is not a plain amount with at most `digits` decimals.
 */
export function readAmount(typed: string, digits: number): number | undefined {
  const plain = typed.normalize('NFKC').trim().replace(/^[^\d.,\s-]{1,3}\s*(?=\d)/, '').replaceAll(/,(?=\d{3}(\D|$))/g, '');
  const match = /^(\d{1,9})(?:\.(\d*))?$/.exec(plain);
  if (!match) return undefined;
  const [, whole = '', decimals = ''] = match;
  if (decimals.length > digits) return undefined;
  return Number(whole) * 10 ** digits + Number(decimals.padEnd(digits, '0') || '0');
}

/** The sign that people write before an amount: `¥`, `€`. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

/** Decimals of a currency: 2 for CNY, 0 for JPY. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Letters and digits of a code: eight, without those that are easily mistaken. */
const codeLength = 8;

/**
 * Reads what a person typed or pasted: `abcd-efgh`, `ABCD EFGH`, full-width letters, or the whole link.
 * Returns `ABCD-EFGH`, or undefined when it cannot be a code.
 */
export function readCode(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').trim();
  const fromLink = /[?&]code=([^&#\s]+)/i.exec(plain)?.[1] ?? /\/j\/([^/?#\s]+)/i.exec(plain)?.[1];
  const letters = decode(fromLink ?? plain).toUpperCase().replaceAll(/[\s–—_-]/g, '');
  if (letters.length !== codeLength || !/^[A-Z0-9]+$/.test(letters)) return undefined;
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

function decode(text: string): string {
  return text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

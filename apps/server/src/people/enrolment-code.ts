import { createHmac, randomInt } from 'node:crypto';

/** No letters that look like digits, no U that makes words. 30 to the 8th is 39 bits; joining is rate limited. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `ABCD-EFGH`. */
export function newEnrolmentCode(): string {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** The code as kept: keyed, because eight letters alone could be found again from a plain hash. */
export function enrolmentCodeHash(code: string, secret: string): string {
  return createHmac('sha256', secret).update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')).digest('hex');
}

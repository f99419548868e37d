/**
 * An id that two servers derive alike from the same parts, such as (rule, site, group, end of bucket): a UUID of
 * version 8 over a 128-bit hash (four lanes of 32 bits, each multiplied and mixed as in MurmurHash3).
 * Not a secret and not collision-proof against somebody who tries: parts come from our own records.
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  // Lengths first, so that ('ab', 'c') and ('a', 'bc') differ.
  const text = parts.map((part) => `${String(part).length}:${part}`).join('|');
  const lanes: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    lanes[0] = lanes[1] ^ Math.imul(lanes[0] ^ code, 597_399_067);
    lanes[1] = lanes[2] ^ Math.imul(lanes[1] ^ code, 2_869_860_233);
    lanes[2] = lanes[3] ^ Math.imul(lanes[2] ^ code, 951_274_213);
    lanes[3] = lanes[0] ^ Math.imul(lanes[3] ^ code, 2_716_044_179);
  }
  const words = lanes.map((lane, i) => finish(lane ^ Math.imul(lanes[(i + 1) % 4] ?? 0, 0x85ebca6b)));
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** MurmurHash3's final mix: every input bit reaches every output bit. */
function finish(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

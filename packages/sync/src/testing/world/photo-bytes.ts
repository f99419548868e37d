import { Trace } from './trace.ts';

/** Bytes of one part: small, so that a photo of a few hundred has several. */
export const PART_BYTES = 64;
const LARGEST = 5 * PART_BYTES;

/** The photo of this number: any two differ, and the same number gives the same bytes. */
export function photoOf(number: number): Uint8Array {
  const length = 1 + ((number * 7_919) % LARGEST);
  return Uint8Array.from({ length }, (_, index) => (index < 4 ? (number >>> (8 * index)) & 255 : (index * 31 + number * 17) & 255));
}

/** The name of content. Stands for SHA-256, which is not to be had at once everywhere. */
export function nameOf(bytes: Uint8Array): string {
  const trace = new Trace(false);
  trace.add(String.fromCharCode(...bytes, bytes.length));
  return trace.digest().repeat(4);
}

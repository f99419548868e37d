/** A UUID of any version, lower case. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * UUIDv7 (RFC 9562): sorts by time, so that inserts stay at the right edge of the index.
 * @param now ms since 1970
 * @param bytes ten random bytes
 */
export function uuidV7(now: number, bytes: Uint8Array): string {
  const time = Math.max(0, Math.trunc(now)).toString(16).padStart(12, '0').slice(-12);
  const random = Array.from(bytes.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (random.length < 20) throw new RangeError('a UUIDv7 takes ten random bytes');
  const variant = ((Number.parseInt(random.slice(4, 6), 16) & 0x3f) | 0x80).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(1, 4)}-${variant}${random.slice(6, 8)}-${random.slice(8, 20)}`;
}

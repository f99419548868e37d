import { createHash, randomBytes } from 'node:crypto';
import { uuidV7 } from '@fieldloop/sync/protocol';

/** A new id that sorts by time. */
export function newId(now: number): string {
  return uuidV7(now, randomBytes(10));
}

/** UUIDv5 (RFC 9562): the same name in the same namespace (a UUID) is always the same id. */
export function derivedId(namespace: string, name: string): string {
  const hash = createHash('sha1').update(Buffer.from(namespace.replaceAll('-', ''), 'hex')).update(name, 'utf8').digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A secret that only its holder knows; keep `hashSecret` of it. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** For secrets of at least 128 random bits, which need no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What two copies of a scope compare: how many live records, and the XOR of their hashes as 16 hex digits. */
export interface Digest {
  readonly count: number;
  readonly hash: string;
}

export const emptyDigest: Digest = { count: 0, hash: '0000000000000000' };

/**
 * Folds records into a digest or out of it: XOR is its own inverse.
 * @param removed addresses and versions that were live before and are no longer
 * @param added those that are live now
 */
export function advanceDigest(digest: Digest, removed: Iterable<Versioned>, added: Iterable<Versioned>): Digest {
  let high = Number.parseInt(digest.hash.slice(0, 8), 16);
  let low = Number.parseInt(digest.hash.slice(8), 16);
  let count = digest.count;
  for (const [step, records] of [[-1, removed], [1, added]] as const) {
    for (const { kind, id, version } of records) {
      const text = `${kind}:${id}@${version}`;
      high ^= mix(text, 0xdeadbeef);
      low ^= mix(text, 0x41c6ce57);
      count += step;
    }
  }
  return { count, hash: hex(high) + hex(low) };
}

/** A live record's address and version. */
export interface Versioned {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

export function sameDigest(left: Digest, right: Digest): boolean {
  return left.count === right.count && left.hash === right.hash;
}

// MurmurHash3's finisher over an FNV-like walk: fast, well spread, and not a secret.
function mix(text: string, seed: number): number {
  let hash = seed ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x85ebca6b);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

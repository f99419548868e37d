import type { PhotoProgress } from '../../client/photo-ports.ts';
import { nameOf } from './photo-bytes.ts';

/** One part, as it comes off the wire. */
export interface Part {
  readonly person: string;
  readonly scope: string;
  readonly sha256: string;
  readonly offset: number;
  /** Of the whole photo. */
  readonly length: number;
  readonly bytes: Uint8Array;
  /** Of these bytes, as the sender computed it. */
  readonly digest: string;
}

interface Whole {
  readonly bytes: Uint8Array;
  readonly scopes: ReadonlySet<string>;
}

interface Held {
  readonly length: number;
  readonly bytes: Uint8Array;
}

/**
 * Photos at the servers, by the contract of the real ones: an upload belongs to one person and stands at a byte, a part is
 * durable before it is acknowledged, a photo is there when the whole was hashed. `moment` may end the server at any await.
 */
export class SimulatedPhotoStore {
  #wholes = new Map<string, Whole>();
  #uploads = new Map<string, Held>();

  /** The photo as it lies here, once it is whole and was sent for this scope. */
  find(sha256: string, scope: string): Uint8Array | undefined {
    const whole = this.#wholes.get(sha256);
    return whole?.scopes.has(scope) ? whole.bytes : undefined;
  }

  progress({ person, scope, sha256 }: Pick<Part, 'person' | 'scope' | 'sha256'>): PhotoProgress {
    const whole = this.find(sha256, scope);
    if (whole) return { received: whole.length, complete: true };
    return { received: this.#uploads.get(`${person} ${sha256}`)?.bytes.length ?? 0, complete: false };
  }

  /** Takes a part; undefined when the photo is not what its name says. */
  async receive(part: Part, moment: () => Promise<void>): Promise<PhotoProgress | 'damaged' | 'mismatch'> {
    const { person, sha256, offset, length, bytes } = part;
    const key = `${person} ${sha256}`;
    if (nameOf(bytes) !== part.digest) return 'damaged';
    await moment();
    const known = this.progress(part);
    if (known.complete) return known;
    const held = this.#uploads.get(key);
    if (held && held.length !== length) {
      this.#uploads.delete(key);
      return { received: 0, complete: false };
    }
    if (known.received !== offset) return known;
    await moment();
    if (this.progress(part).received !== offset) return this.progress(part);
    const whole = new Uint8Array(offset + bytes.length);
    whole.set(held?.bytes ?? [], 0);
    whole.set(bytes, offset);
    this.#uploads.set(key, { length, bytes: whole });
    await moment();
    return whole.length === length ? this.#finish(part, whole, moment) : { received: whole.length, complete: false };
  }

  /** As it is now; the returned function puts it back. */
  backup(): () => void {
    const [wholes, uploads] = [new Map(this.#wholes), new Map(this.#uploads)];
    return () => {
      this.#wholes = new Map(wholes);
      this.#uploads = new Map(uploads);
    };
  }

  async #finish({ person, scope, sha256 }: Part, whole: Uint8Array, moment: () => Promise<void>): Promise<PhotoProgress | 'mismatch'> {
    const key = `${person} ${sha256}`;
    if (nameOf(whole) !== sha256) {
      this.#uploads.delete(key);
      return 'mismatch';
    }
    this.#wholes.set(sha256, { bytes: whole, scopes: new Set([...(this.#wholes.get(sha256)?.scopes ?? []), scope]) });
    await moment();
    this.#uploads.delete(key);
    return { received: whole.length, complete: true };
  }
}

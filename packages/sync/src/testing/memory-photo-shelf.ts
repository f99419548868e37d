import type { KeptPhoto, PhotoChange, PhotoShelf } from '../client/photo-ports.ts';

export type NewPhoto = Pick<KeptPhoto, 'sha256' | 'type' | 'site'> & { readonly data: Uint8Array };

/** What a world asks of the photos on a phone beside what the queue does. */
export interface PhotoDisk extends PhotoShelf {
  /** Keeps a photo until the server has it. The same bytes twice are one photo. */
  keep(photo: NewPhoto, now: number): Promise<void>;
  all(): Promise<readonly KeptPhoto[]>;
}

/** Photos in memory, in chunks of so many bytes. They outlive the processes that use them. */
export class MemoryPhotoShelf implements PhotoDisk {
  readonly #photos: Map<string, KeptPhoto>;
  readonly #bytes: Map<string, Uint8Array>;
  readonly #chunk: number;

  constructor(chunk: number, photos: ReadonlyMap<string, KeptPhoto> = new Map(), bytes: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.#chunk = chunk;
    this.#photos = new Map(photos);
    this.#bytes = new Map(bytes);
  }

  /** A second shelf with the same content. */
  copy(): MemoryPhotoShelf {
    return new MemoryPhotoShelf(this.#chunk, this.#photos, this.#bytes);
  }

  async keep({ sha256, type, site, data }: NewPhoto, now: number): Promise<void> {
    const known = this.#photos.get(sha256);
    if (known?.state === 'waiting' || (known?.state === 'verified' && known.site === site)) return;
    this.#photos.set(sha256, { sha256, type, site, bytes: data.byteLength, addedAt: now, state: 'waiting', tries: 0, nextTryAt: 0 });
    this.#bytes.set(sha256, data);
  }

  async all(): Promise<readonly KeptPhoto[]> {
    return [...this.#photos.values()];
  }

  async inState(state: KeptPhoto['state']): Promise<readonly KeptPhoto[]> {
    return [...this.#photos.values()].filter((photo) => photo.state === state).sort((left, right) => left.addedAt - right.addedAt);
  }

  async change(sha256: string, change: PhotoChange): Promise<void> {
    const photo = this.#photos.get(sha256);
    if (photo) this.#photos.set(sha256, { ...photo, ...change });
  }

  async offerAgain(epoch: string): Promise<void> {
    for (const photo of await this.inState('verified')) {
      if (photo.epoch !== epoch) await this.change(photo.sha256, { state: 'waiting', tries: 0, nextTryAt: 0 });
    }
  }

  async drop(names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.#photos.delete(name);
      this.#bytes.delete(name);
    }
  }

  async read(sha256: string, offset: number, most: number): Promise<ArrayBuffer> {
    const end = Math.min(offset + most, (Math.floor(offset / this.#chunk) + 1) * this.#chunk);
    return (this.#bytes.get(sha256) ?? new Uint8Array(0)).slice(offset, end).buffer;
  }
}

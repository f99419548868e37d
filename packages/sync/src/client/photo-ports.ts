/** What is known of a photo on this device. Its bytes are apart, so that looking through the queue loads none of them. */
export interface KeptPhoto {
  /** Hex; also the name under which the server keeps it. */
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
  /** Whose members may see it; undefined for one that an older app kept. */
  readonly site?: string | undefined;
  readonly addedAt: number;
  /**
   * `draft` until a fact names it, and not sent before; `waiting` until the server has it whole; `verified` copies are only
   * previews; `refused` waits for a person.
   */
  readonly state: 'draft' | 'waiting' | 'verified' | 'refused';
  readonly tries: number;
  /** Not before this instant of the device's clock. */
  readonly nextTryAt: number;
  /** What the server said to a refused one. */
  readonly reason?: string | undefined;
  /** Epoch of the server that verified it: another one may have been restored from before. */
  readonly epoch?: string | undefined;
}

export type PhotoChange = Partial<Pick<KeptPhoto, 'state' | 'tries' | 'nextTryAt' | 'reason' | 'epoch'>>;

/** Photos on this device. Every method is one transaction; durable once its promise resolves. */
export interface PhotoShelf {
  /** Those in a state, the oldest first. */
  inState(state: KeptPhoto['state']): Promise<readonly KeptPhoto[]>;
  change(sha256: string, change: PhotoChange): Promise<void>;
  /** Makes verified copies of another epoch than this, or of one not known yet, wait again. */
  offerAgain(epoch: string): Promise<void>;
  /** Takes photos off this device, bytes and all. */
  drop(names: readonly string[]): Promise<void>;
  /** Up to `most` bytes from `offset` on; fewer where a chunk ends; none behind the end or when it is gone. */
  read(sha256: string, offset: number, most: number): Promise<ArrayBuffer>;
}

/** How far the server is with a photo. `complete`: it has hashed the whole and found it to be what its name says. */
export interface PhotoProgress {
  readonly received: number;
  readonly complete: boolean;
}

/** What came of one upload. */
export type UploadOutcome =
  | { readonly kind: 'verified' }
  /** No answer, or one that asks for patience; `afterMs` when it says how much. */
  | { readonly kind: 'later'; readonly afterMs?: number | undefined }
  /** Nobody is signed in. */
  | { readonly kind: 'paused' }
  /** The same bytes would be refused again. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The way to the server. Never rejects for the network: that is `later`. */
export interface PhotoWay {
  /** Asks how far the server is. */
  progress(photo: KeptPhoto, site: string): Promise<PhotoProgress | UploadOutcome>;
  /** Sends one part; the answer says where the server stands after it, which may be elsewhere. */
  send(photo: KeptPhoto, site: string, offset: number, part: ArrayBuffer): Promise<PhotoProgress | UploadOutcome>;
}

export interface PhotoClock {
  now(): number;
  /** Between 0 and 1; spreads the retries. */
  random(): number;
}

import type { PhotoShelf, PhotoWay } from './photo-ports.ts';
import type { Upload } from './send-photos.ts';

/** How often an upload may be told to go on elsewhere before it rests: another tab may be sending the same. */
const MOST_MISPLACED = 8;

export interface UploadGround {
  readonly shelf: Pick<PhotoShelf, 'read'>;
  readonly way: PhotoWay;
  /** Bytes of a part: what one request sends. */
  readonly partBytes: number;
  /** Site of a photo that does not name its own. */
  site(): Promise<string | undefined>;
  /** Resolves when facts leave room: asked before each part. */
  turn(): Promise<void>;
}

/**
 * Sends photos in parts, from where the server stands: it alone knows, so nothing about it is kept here and a kill at any
 * point costs one part. The server hashes the whole; only its word makes a photo verified.
 */
export function resumableUpload({ shelf, way, partBytes, site, turn }: UploadGround): Upload {
  return async (photo) => {
    const home = photo.site ?? (await site());
    if (home === undefined) return { kind: 'later' };
    let answer = await way.progress(photo, home);
    for (let misplaced = 0; misplaced < MOST_MISPLACED; ) {
      if ('kind' in answer) return answer;
      if (answer.complete) return answer.received === photo.bytes ? { kind: 'verified' } : { kind: 'later' };
      await turn();
      const from = answer.received;
      const part = await shelf.read(photo.sha256, from, partBytes);
      if (part.byteLength === 0 && from < photo.bytes) return { kind: 'refused', reason: 'hash-mismatch' };
      answer = await way.send(photo, home, from, part);
      if ('received' in answer && !answer.complete && answer.received !== from + part.byteLength) misplaced += 1;
    }
    return { kind: 'later' };
  };
}

import { Readable } from 'node:stream';
import type { PhotoStore } from '../../../apps/server/src/photos/photo-store.ts';

/** The port in its simplest form: what the others must do as well. */
export function memoryPhotoStore(): PhotoStore {
  const kept = new Map<string, Buffer>();
  return {
    async put(key, bytes) {
      kept.set(key, Buffer.from(bytes));
    },
    async open(key) {
      const bytes = kept.get(key);
      return bytes && { size: bytes.length, content: Readable.from([bytes]) };
    },
    async remove(key) {
      kept.delete(key);
    },
  };
}

import { useEffect, useState } from 'react';
import { localPhoto } from '../photos/attach-photo.ts';

/** A photo travels after the fact that names it: asked for again after so long, each time longer. */
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/**
 * An address to show a photo from: this device's copy, else the server's. Undefined until there is one; a photo that is
 * still on its way from another phone appears when it has arrived.
 */
export function usePhoto(sha256: string): string | undefined {
  const [shown, setShown] = useState<{ readonly sha256: string; readonly url: string }>();
  useEffect(() => {
    let local: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;

    function ask(wait: number): void {
      const url = `/blobs/${sha256}`;
      const image = new Image();
      image.onload = () => {
        if (!left) setShown({ sha256, url });
      };
      image.onerror = () => {
        if (!left) timer = setTimeout(() => ask(Math.min(wait * 2, LAST_RETRY_MS)), wait);
      };
      image.src = url;
    }

    void localPhoto(sha256).then((blob) => {
      if (left) return;
      local = blob && URL.createObjectURL(blob);
      if (local) setShown({ sha256, url: local });
      else ask(FIRST_RETRY_MS);
    });
    return () => {
      left = true;
      clearTimeout(timer);
      if (local) URL.revokeObjectURL(local);
    };
  }, [sha256]);
  return shown?.sha256 === sha256 ? shown.url : undefined;
}

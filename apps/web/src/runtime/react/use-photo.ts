import { useEffect, useState } from 'react';
import { onHint } from '../live/hints.ts';
import { localPhoto } from '../photos/attach-photo.ts';

/** A photo travels after the fact that names it: asked for again after so long, each time longer. */
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/** `on-its-way`: neither this device nor the server has it yet, or the server cannot be asked. */
export type ShownPhoto = { readonly state: 'loading' | 'on-its-way' } | { readonly state: 'shown'; readonly url: string };

/**
 * An address to show a photo from: this device's copy, else the server's. A photo that is still on its way from another
 * phone appears when it has arrived.
 */
export function usePhoto(sha256: string): ShownPhoto {
  const [known, setKnown] = useState<{ readonly sha256: string; readonly photo: ShownPhoto }>();
  useEffect(() => {
    let local: string | undefined;
    let stopAsking = () => {};
    let left = false;
    const show = (photo: ShownPhoto) => setKnown({ sha256, photo });
    void localPhoto(sha256).then((blob) => {
      if (left) return;
      local = blob && URL.createObjectURL(blob);
      if (local) show({ state: 'shown', url: local });
      else stopAsking = askServer(`/blobs/${sha256}`, show);
    });
    return () => {
      left = true;
      stopAsking();
      if (local) URL.revokeObjectURL(local);
    };
  }, [sha256]);
  return known?.sha256 === sha256 ? known.photo : { state: 'loading' };
}

/** Asks until the photo is there: after a while, and whenever the server says that something changed. */
function askServer(url: string, show: (photo: ShownPhoto) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_RETRY_MS;
  let asking: HTMLImageElement | undefined;
  const stopListening = onHint(() => {
    if (!asking) ask();
  });

  function ask(): void {
    clearTimeout(timer);
    const image = new Image();
    asking = image;
    image.onload = () => {
      stop();
      show({ state: 'shown', url });
    };
    image.onerror = () => {
      asking = undefined;
      show({ state: 'on-its-way' });
      timer = setTimeout(ask, wait);
      wait = Math.min(wait * 2, LAST_RETRY_MS);
    };
    image.src = url;
  }

  function stop(): void {
    stopListening();
    clearTimeout(timer);
    if (asking) asking.onload = asking.onerror = null;
  }
  ask();
  return stop;
}

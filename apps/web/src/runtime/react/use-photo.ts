import { useEffect, useState } from 'react';
import { localPhoto } from '../photos/attach-photo.ts';

/** An address to show a photo from: this device's copy, else the server's. Undefined until that is known. */
export function usePhoto(sha256: string): string | undefined {
  const [shown, setShown] = useState<{ readonly sha256: string; readonly url: string }>();
  useEffect(() => {
    let local: string | undefined;
    let left = false;
    void localPhoto(sha256).then((blob) => {
      if (left) return;
      local = blob && URL.createObjectURL(blob);
      setShown({ sha256, url: local ?? `/blobs/${sha256}` });
    });
    return () => {
      left = true;
      if (local) URL.revokeObjectURL(local);
    };
  }, [sha256]);
  return shown?.sha256 === sha256 ? shown.url : undefined;
}

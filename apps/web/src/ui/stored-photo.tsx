import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { m } from '../paraglide/messages.js';
import { usePhoto } from '../runtime/react/use-photo.ts';

/** A photo by content: from this device, else from the server; a note where neither can show it. */
export function StoredPhoto({ sha256, alt }: { readonly sha256: string; readonly alt: string }) {
  const url = usePhoto(sha256);
  const [missing, setMissing] = useState(false);
  if (missing) return <span className="grid h-full place-items-center p-2 text-center text-s text-ink-3"><ImageOff aria-hidden />{m.ui_photo_waiting()}</span>;
  return url ? <img src={url} alt={alt} loading="lazy" onError={() => setMissing(true)} /> : null;
}

import { ImageUp } from 'lucide-react';
import { m } from '../paraglide/messages.js';
import { usePhoto } from '../runtime/react/use-photo.ts';

interface StoredPhotoProps {
  /** Name of the content. */
  readonly sha256: string;
  readonly alt: string;
  readonly className?: string;
  /** No room for words: the note is an icon. */
  readonly small?: boolean;
  /** Opens in full in its own tab. */
  readonly opens?: boolean;
}

/** A photo by content: from this device, else from the server; a note in its place while it is on its way. */
export function StoredPhoto({ sha256, alt, className = '', small = false, opens = false }: StoredPhotoProps) {
  const photo = usePhoto(sha256);
  if (photo.state === 'on-its-way') {
    return (
      <span role="img" aria-label={`${alt} · ${m.ui_photo_on_its_way()}`} title={m.ui_photo_on_its_way()} className={`${className} grid h-full place-content-center justify-items-center gap-1 p-2 text-center text-s text-ink-3`}>
        <ImageUp aria-hidden className="size-5" />
        {!small && <span aria-hidden>{m.ui_photo_on_its_way()}</span>}
      </span>
    );
  }
  const url = photo.state === 'shown' ? photo.url : undefined;
  const image = <img src={url} alt={alt} className={className} />;
  return opens ? <a href={url} target="_blank" rel="noreferrer" className="block flex-none">{image}</a> : image;
}

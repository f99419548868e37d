import { ImageOff } from 'lucide-react';
import { m } from '../paraglide/messages.js';
import { dismissPhoto, sendPhotoAgain } from '../runtime/photos/refused-photos.ts';
import { useRefusedPhotos } from '../runtime/react/use-refused-photos.ts';
import { Button } from './button.tsx';
import { Notice } from './state.tsx';
import { StoredPhoto } from './stored-photo.tsx';

const reasons: Readonly<Record<string, (() => string) | undefined>> = {
  'not-an-image': m.photo_refused_not_an_image,
  'too-large': m.photo_refused_too_large,
  'shows-place': m.photo_refused_shows_place,
  'hash-mismatch': m.photo_refused_damaged,
  'not-allowed': m.photo_refused_not_allowed,
};

/** Photos that the server did not take: why, and what their author makes of them. They stay on the phone until then. */
export function RefusedPhotos() {
  const photos = useRefusedPhotos();
  if (photos.length === 0) return null;
  return (
    <section aria-label={m.photos_refused_title()}>
      <Notice tone="critical" icon={<ImageOff aria-hidden />}>
        <h2 className="font-semibold">{m.photos_refused_title()}</h2>
        <ul className="mt-2 grid gap-3">
          {photos.map(({ sha256, reason = '' }, index) => (
            <li key={sha256} className="flex gap-3">
              <StoredPhoto sha256={sha256} alt={m.ui_photo_of({ n: index + 1 })} className="size-16 flex-none rounded-[10px] object-cover" small />
              <div className="min-w-0 flex-1">
                <p>{(reasons[reason] ?? m.photo_refused_other)()}</p>
                <div className="mt-2 flex flex-wrap gap-2">
                  <Button onClick={() => void sendPhotoAgain(sha256)}>{m.photo_send_again()}</Button>
                  <Button onClick={() => void dismissPhoto(sha256)}>{m.photo_dismiss()}</Button>
                </div>
              </div>
            </li>
          ))}
        </ul>
      </Notice>
    </section>
  );
}

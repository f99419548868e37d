import type { Attachment } from '@fieldloop/domain/payload';
import { ImagePlus, X } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { discardPhotos } from '../../runtime/photos/discard-photos.ts';
import { usePhotoInput } from '../../runtime/react/use-photo-input.ts';
import { StoredPhoto } from '../../ui/stored-photo.tsx';
import '../../ui/photo.css';

interface LayoutPicturesProps {
  readonly pictures: readonly Attachment[];
  readonly onChange: (pictures: readonly Attachment[]) => void;
}

const most = 4;
const problems = {
  'not-an-image': m.desk_edit_picture_bad,
  'cannot-encode': m.desk_edit_picture_bad,
  'storage-full': m.desk_edit_picture_full,
} as const;

/** Sketches or pictures of how the shop should look, kept on this computer until they are sent. */
export function LayoutPictures({ pictures, onChange }: LayoutPicturesProps) {
  const added = (picture: Attachment) =>
    onChange([...pictures.filter(({ sha256 }) => sha256 !== picture.sha256), picture]);
  const { take, working, problem } = usePhotoInput(() => '', added);
  return (
    <div className="grid gap-2">
      {pictures.length > 0 && (
        <ul className="photos">
          {pictures.map(({ sha256 }, index) => (
            <li key={sha256} className="photo">
              <StoredPhoto sha256={sha256} alt={m.desk_edit_picture({ number: index + 1 })} />
              <button
                type="button"
                aria-label={m.desk_edit_picture_remove({ number: index + 1 })}
                onClick={() => {
                  onChange(pictures.filter((each) => each.sha256 !== sha256));
                  void discardPhotos([{ sha256 }]);
                }}
              >
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      {pictures.length < most && (
        <label className="button relative justify-self-start focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-ink">
          <ImagePlus aria-hidden />
          {working ? m.desk_edit_picture_working() : m.desk_edit_picture_add()}
          <input
            type="file"
            accept="image/*"
            disabled={working}
            className="absolute inset-0 cursor-pointer opacity-0"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              // The same picture may be chosen again after it was taken away.
              event.currentTarget.value = '';
              if (file) void take(file);
            }}
          />
        </label>
      )}
      {problem && (
        <p role="alert" className="field-error">
          {problems[problem]()}
        </p>
      )}
    </div>
  );
}

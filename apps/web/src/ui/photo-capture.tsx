import type { Attachment } from '@fieldloop/domain/payload';
import { useEffect, useRef } from 'react';
import { m } from '../paraglide/messages.js';
import { discardPhotos } from '../runtime/photos/discard-photos.ts';
import { usePhotoInput } from '../runtime/react/use-photo-input.ts';
import type { PhotoInputProblem } from '../runtime/react/use-photo-input.ts';
import { PhotoInput } from './photo-input.tsx';
import { StoredPhoto } from './stored-photo.tsx';

const problems = {
  'not-an-image': m.photo_not_image,
  'cannot-encode': m.photo_cannot_encode,
  'storage-full': m.photo_storage_full,
} as const satisfies Record<PhotoInputProblem, () => string>;

interface PhotoCaptureProps {
  readonly photos: readonly Attachment[];
  readonly onChange: (photos: readonly Attachment[]) => void;
  /** Burnt into the picture: site, time, name. Asked for at the moment of the picture. */
  readonly watermark: () => string;
  readonly most?: number;
  /** Writes down what was begun, before the camera may end the page. Without it, what is left unsent is thrown away. */
  readonly onOpenCamera?: () => void;
  readonly focusFirst?: boolean;
}

/** Takes pictures and keeps them on this device at once; they are sent once a fact names them, and gone when removed before. */
export function PhotoCapture({ photos, onChange, watermark, most = 4, onOpenCamera, focusFirst }: PhotoCaptureProps) {
  const { take, working, problem } = usePhotoInput(watermark, (photo) => onChange([...photos.filter(({ sha256 }) => sha256 !== photo.sha256), photo]));
  useDiscarded(onOpenCamera ? [] : photos);
  return (
    <PhotoInput
      photos={photos.map(({ sha256 }) => sha256)}
      most={most}
      working={working}
      problem={problem && problems[problem]()}
      show={(sha256, alt) => <StoredPhoto sha256={sha256} alt={alt} />}
      onFile={(file) => void take(file)}
      onRemove={(sha256) => {
        onChange(photos.filter((photo) => photo.sha256 !== sha256));
        void discardPhotos([{ sha256 }]);
      }}
      {...(onOpenCamera ? { onOpenCamera } : {})}
      {...(focusFirst ? { focusFirst } : {})}
    />
  );
}

/** Whoever closes a sheet without sending it leaves no picture behind. */
function useDiscarded(photos: readonly Attachment[]): void {
  const last = useRef(photos);
  useEffect(() => {
    last.current = photos;
  });
  useEffect(() => () => void (last.current.length > 0 && discardPhotos(last.current)), []);
}

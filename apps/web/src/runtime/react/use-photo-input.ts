import { useState } from 'react';
import { attachPhoto } from '../photos/attach-photo.ts';
import type { Attachment } from '../photos/attach-photo.ts';
import { encodePhoto, PhotoError } from '../photos/encode-photo.ts';
import type { PhotoProblem } from '../photos/encode-photo.ts';

export type PhotoInputProblem = PhotoProblem | 'storage-full';

/** Takes camera files: re-encodes them with a watermark and keeps them on this device, at once. */
export function usePhotoInput(watermark: () => string, onPhoto: (photo: Attachment) => void) {
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<PhotoInputProblem>();

  const take = async (file: File) => {
    setWorking(true);
    setProblem(undefined);
    try {
      onPhoto(await attachPhoto(await encodePhoto(file, watermark())));
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setWorking(false);
    }
  };
  return { take, working, problem };
}

function problemOf(error: unknown): PhotoInputProblem {
  if (error instanceof PhotoError) return error.reason;
  if (error instanceof Error && (error.name === 'StorageError' || error.name === 'QuotaExceededError')) return 'storage-full';
  throw error;
}

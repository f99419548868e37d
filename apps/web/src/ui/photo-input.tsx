import { Camera, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { m } from '../paraglide/messages.js';
import './photo.css';
import './label.css';

interface PhotoInputProps {
  /** Content hashes of what is taken so far. */
  readonly photos: readonly string[];
  readonly most: number;
  readonly working: boolean;
  readonly problem: string | undefined;
  /** Shows one photo by its hash. */
  readonly show: (sha256: string, alt: string) => ReactNode;
  readonly onFile: (file: File) => void;
  readonly onRemove: (sha256: string) => void;
  /** Called before the camera takes the screen, which on some phones ends the page. */
  readonly onOpenCamera?: () => void;
  readonly focusFirst?: boolean;
}

/** The camera as a large button, then thumbnails with a way to take each back. */
export function PhotoInput({ photos, most, working, problem, show, onFile, onRemove, onOpenCamera, focusFirst = false }: PhotoInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusFirst) input.current?.focus({ preventScroll: true });
  }, [focusFirst]);
  return (
    <div className="grid gap-2">
      {photos.length < most && (
        <label className="camera" data-first={photos.length === 0}>
          <Camera aria-hidden />
          <span>{working ? m.photo_working() : photos.length === 0 ? m.photo_take() : m.photo_add()}</span>
          <input
            ref={input}
            type="file"
            accept="image/*"
            capture="environment"
            disabled={working}
            aria-label={photos.length === 0 ? m.photo_take() : m.photo_add()}
            onClick={onOpenCamera}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              // The same picture may be chosen again after a refusal.
              event.currentTarget.value = '';
              if (file) onFile(file);
            }}
          />
        </label>
      )}
      <p role="alert" className="field-error">{problem}</p>
      {photos.length > 0 && (
        <ul className="photos">
          {photos.map((sha256, index) => (
            <li key={sha256} className="photo">
              {show(sha256, m.ui_photo_of({ n: index + 1 }))}
              <button type="button" aria-label={m.ui_remove_photo({ n: index + 1 })} onClick={() => onRemove(sha256)}><X aria-hidden /></button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

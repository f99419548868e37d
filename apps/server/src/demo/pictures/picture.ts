import { createHash } from 'node:crypto';
import type { Attachment } from '@fieldloop/domain/payload';
import { png } from './canvas.ts';
import { scenes } from './scenes.ts';
import type { PictureName } from './scenes.ts';

export type { PictureName } from './scenes.ts';

export interface Picture {
  readonly attachment: Attachment;
  readonly bytes: Buffer;
}

const drawn = new Map<PictureName, Picture>();

/** A picture of the story, drawn once: the same bytes, so the same address, every time. */
export function picture(name: PictureName): Picture {
  const known = drawn.get(name);
  if (known) return known;
  const scene = scenes[name]();
  const bytes = png(scene);
  const made: Picture = {
    bytes,
    attachment: {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      type: 'image/png', bytes: bytes.length, width: scene.width, height: scene.height,
    },
  };
  drawn.set(name, made);
  return made;
}

/** Every picture that a fact of the story may name. */
export function pictures(): readonly Picture[] {
  return (Object.keys(scenes) as PictureName[]).map(picture);
}

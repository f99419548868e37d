import { fitWithin } from './fit-within.ts';

/** Why a picture cannot be used. */
export type PhotoProblem = 'not-an-image' | 'cannot-encode';

export class PhotoError extends Error {
  override readonly name = 'PhotoError';
  readonly reason: PhotoProblem;
  constructor(reason: PhotoProblem, cause?: unknown) {
    super(`photo refused: ${reason}`, { cause });
    this.reason = reason;
  }
}

const quality = 0.75;

/**
 * A camera picture as a JPEG of at most 1600 px with the words burnt in below.
 * Re-encoding drops what the camera wrote into the file, place included.
 * @throws PhotoError when the file is not a picture, or the browser cannot write JPEG.
 */
export async function encodePhoto(file: Blob, watermark: string): Promise<Blob> {
  const picture = await decode(file);
  const size = fitWithin(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (!context) throw new PhotoError('cannot-encode');
  // JPEG knows no transparency: a sketch with none behind it would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.drawImage(picture, 0, 0, size.width, size.height);
  picture.close();
  drawWatermark(context, watermark, size.width, size.height);
  return toJpeg(canvas);
}

async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new PhotoError('not-an-image', cause);
  }
}

async function toJpeg(canvas: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  // A type the browser cannot write silently becomes a PNG, ten times the size.
  if (blob?.type !== 'image/jpeg') throw new PhotoError('cannot-encode');
  return blob;
}

function drawWatermark(context: CanvasRenderingContext2D, words: string, width: number, height: number): void {
  if (!words) return;
  const size = Math.max(11, Math.round(Math.min(width, height) / 32));
  const pad = Math.round(size * 0.6);
  context.font = `600 ${size}px system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", sans-serif`;
  context.textBaseline = 'middle';
  const band = size + pad * 2;
  context.fillStyle = 'rgb(0 0 0 / 0.55)';
  context.fillRect(0, height - band, width, band);
  context.fillStyle = '#fff';
  context.fillText(words, pad, height - band / 2, width - pad * 2);
}

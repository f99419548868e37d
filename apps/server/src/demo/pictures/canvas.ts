import { crc32, deflateSync } from 'node:zlib';

/** An RGB picture to paint flat shapes on. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** `0xRRGGBB`. */
export type Colour = number;

export function canvas(width: number, height: number, colour: Colour): Canvas {
  const empty = { width, height, pixels: new Uint8Array(width * height * 3) };
  box(empty, 0, 0, width, height, colour);
  return empty;
}

/** Fills a rectangle; what lies outside the picture is left out. */
export function box(on: Canvas, x: number, y: number, width: number, height: number, colour: Colour): void {
  paint(on, x, y, width, height, colour, () => true);
}

/** Fills an ellipse inside a rectangle. */
export function oval(on: Canvas, x: number, y: number, width: number, height: number, colour: Colour): void {
  paint(on, x, y, width, height, colour, (column, row) => {
    const across = (column + 0.5 - width / 2) / (width / 2);
    const down = (row + 0.5 - height / 2) / (height / 2);
    return across * across + down * down <= 1;
  });
}

/** Somebody standing: feet at (x, floor), so tall, in these clothes. */
export function person(on: Canvas, x: number, floor: number, tall: number, clothes: Colour): void {
  const head = tall * 0.16;
  box(on, x - tall * 0.1, floor - tall * 0.45, tall * 0.08, tall * 0.45, 0x3a3f4a);
  box(on, x + tall * 0.02, floor - tall * 0.45, tall * 0.08, tall * 0.45, 0x343943);
  oval(on, x - tall * 0.15, floor - tall * 0.84, tall * 0.3, tall * 0.46, clothes);
  oval(on, x - head / 2, floor - tall, head, head, 0xe3b899);
  oval(on, x - head / 2, floor - tall, head, head * 0.5, 0x2b2320);
}

/** A portable network graphic, 8 bits per channel. */
export function png({ width, height, pixels }: Canvas): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const lines = Buffer.alloc(height * (width * 3 + 1));
  for (let row = 0; row < height; row += 1) {
    lines.set(pixels.subarray(row * width * 3, (row + 1) * width * 3), row * (width * 3 + 1) + 1);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function paint(
  on: Canvas, x: number, y: number, width: number, height: number, colour: Colour,
  inside: (column: number, row: number) => boolean,
): void {
  const [left, top] = [Math.round(x), Math.round(y)];
  for (let row = Math.max(0, -top); row < height && top + row < on.height; row += 1) {
    for (let column = Math.max(0, -left); column < width && left + column < on.width; column += 1) {
      if (!inside(column, row)) continue;
      const at = ((top + row) * on.width + left + column) * 3;
      on.pixels[at] = (colour >> 16) & 255;
      on.pixels[at + 1] = (colour >> 8) & 255;
      on.pixels[at + 2] = colour & 255;
    }
  }
}

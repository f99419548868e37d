import type { Canvas } from './canvas.ts';
import { box, canvas, oval, person } from './canvas.ts';

const wide = 640;
const high = 480;
const floorLine = 400;

/** The shop seen from the corridor: ceiling, back wall, floor, sign and door opening. */
function corridor(): Canvas {
  const on = canvas(wide, high, 0xf1ede4);
  box(on, 0, 0, wide, 60, 0xd8d2c4);
  box(on, 0, floorLine, wide, high - floorLine, 0xc9bda6);
  box(on, 60, 78, 520, 44, 0x23423a);
  box(on, 230, 92, 180, 16, 0xf2e9d0);
  box(on, 80, 122, 480, floorLine - 122, 0xfbf8f1);
  return on;
}

function rack(on: Canvas, x: number, y: number, width: number, colours: readonly number[]): void {
  box(on, x, y, width, 4, 0x6b6f76);
  colours.forEach((colour, index) => {
    const each = width / colours.length;
    box(on, x + index * each + 3, y + 4, each - 6, 84, colour);
  });
}

const shirts = [0xffffff, 0xcfe0ee, 0xe9dfcf, 0xb9c9b4, 0xf4f1ec, 0x9fb2c8];

/** The art piece: arches inside arches. */
function artPiece(on: Canvas, x: number, scale: number): void {
  [0xd9a441, 0xe6bb68, 0xf1d39b, 0xf9ead0].forEach((colour, ring) => {
    const size = (200 - ring * 44) * scale;
    oval(on, x - size / 2, floorLine - size * 1.25, size, size * 1.3, colour);
    box(on, x - size / 2, floorLine - size * 0.6, size, size * 0.6, colour);
  });
}

function mannequin(on: Canvas, x: number, top: number, bottom: number): void {
  oval(on, x - 11, floorLine - 190, 22, 26, 0xdccfbb);
  box(on, x - 30, floorLine - 164, 60, 78, top);
  box(on, x - 26, floorLine - 86, 22, 76, bottom);
  box(on, x + 4, floorLine - 86, 22, 76, bottom);
  box(on, x - 40, floorLine - 12, 80, 12, 0x8d857a);
}

/** What stands in a picture, by name. */
export const scenes = {
  'front-blocked': () => {
    const on = corridor();
    rack(on, 110, 200, 120, shirts);
    artPiece(on, 330, 1.25);
    person(on, 70, 440, 150, 0x7f8fa6);
    person(on, 590, 445, 160, 0xa66b6b);
    return on;
  },
  'front-far': () => {
    const on = corridor();
    artPiece(on, 320, 1.1);
    [40, 110, 540, 600].forEach((x, index) => person(on, x, 430 + index * 6, 120, [0x6f7f99, 0xb08968, 0x84a98c, 0x9d8189][index] ?? 0));
    return on;
  },
  'front-three-metres': () => {
    const on = corridor();
    artPiece(on, 300, 1.4);
    box(on, 0, 452, wide, 4, 0xd64545);
    return on;
  },
  'front-open': () => {
    const on = corridor();
    rack(on, 100, 190, 150, shirts);
    mannequin(on, 300, 0xffffff, 0x2f3b4c);
    mannequin(on, 372, 0xcfe0ee, 0xb79f7b);
    artPiece(on, 500, 0.55);
    person(on, 205, 424, 150, 0x23423a);
    return on;
  },
  'layout-wall': () => {
    const on = corridor();
    box(on, 430, 150, 110, 200, 0xe8b4a0);
    oval(on, 452, 190, 66, 66, 0xfdf3e7);
    rack(on, 120, 200, 160, shirts);
    person(on, 380, 425, 150, 0x8a9a5b);
    return on;
  },
  'layout-racks': () => {
    const on = corridor();
    rack(on, 100, 180, 130, shirts);
    rack(on, 250, 180, 130, [...shirts].reverse());
    box(on, 420, 170, 120, 230, 0xbfae94);
    box(on, 432, 182, 44, 218, 0x8c7a62);
    box(on, 484, 182, 44, 218, 0x8c7a62);
    return on;
  },
  'fitting-queue': () => {
    const on = corridor();
    box(on, 400, 160, 150, 240, 0xbfae94);
    [412, 460, 508].forEach((x) => box(on, x, 175, 36, 225, 0x7d6b55));
    [60, 108, 156, 204, 252, 300, 348].forEach((x, index) =>
      person(on, x, 430, 138 + (index % 3) * 8, [0x7f8fa6, 0xb08968, 0x84a98c, 0x9d8189, 0xc9ada7, 0x6d6875, 0xe5989b][index] ?? 0));
    return on;
  },
  'wet-floor': () => {
    const on = corridor();
    box(on, 380, 160, 160, 240, 0xbfae94);
    oval(on, 180, 405, 240, 50, 0xaec6cf);
    box(on, 276, 330, 50, 90, 0xf2c12e);
    box(on, 288, 350, 26, 34, 0x3a3a3a);
    return on;
  },
  'crease-test': () => {
    const on = canvas(wide, high, 0xece6da);
    oval(on, 190, 120, 260, 240, 0xffffff);
    oval(on, 230, 170, 90, 70, 0xeaeef2);
    oval(on, 320, 220, 90, 80, 0xe1e7ee);
    oval(on, 60, 260, 180, 150, 0xe3b899);
    oval(on, 410, 260, 180, 150, 0xe3b899);
    return on;
  },
  outfit: () => {
    const on = corridor();
    mannequin(on, 250, 0xffffff, 0x2f3b4c);
    mannequin(on, 390, 0xcfe0ee, 0xb79f7b);
    oval(on, 300, 250, 50, 60, 0x8c7a62);
    return on;
  },
  till: () => {
    const on = canvas(wide, high, 0xefe9de);
    box(on, 0, 300, wide, 180, 0x9c7f5e);
    box(on, 220, 170, 200, 130, 0x2c313a);
    box(on, 234, 184, 172, 96, 0xbfe3d0);
    box(on, 470, 220, 70, 80, 0xf7f7f5);
    return on;
  },
  camera: () => {
    const on = canvas(wide, high, 0xe7e1ea);
    oval(on, 200, 60, 240, 240, 0xfff6d8);
    oval(on, 232, 92, 176, 176, 0xe7e1ea);
    box(on, 290, 130, 60, 110, 0x2b2d34);
    box(on, 314, 300, 12, 180, 0x4a4d55);
    return on;
  },
} as const satisfies Record<string, () => Canvas>;

export type PictureName = keyof typeof scenes;

import type { Path } from '../ui/paths.ts';

/** Addresses that only lead to another one. */
export type PassingPath = '/' | '/desk' | '/j/$code';
export type DeskPath = Exclude<Extract<Path, `/desk${string}`>, PassingPath> | '/sign-in';
export type FloorPath = Exclude<Path, PassingPath | DeskPath | '/floor/count'>;

export function isPassing(path: Path): path is PassingPath {
  return path === '/' || path === '/desk' || path === '/j/$code';
}

export function isDeskPath(path: Path): path is DeskPath {
  return path === '/sign-in' || path.startsWith('/desk/');
}

import { expect, it } from 'vitest';
import { MemoryPhotoShelf } from '../testing/memory-photo-shelf.ts';
import { sendPhotos, strayCopies, type Upload } from './send-photos.ts';

const YEAR_MS = 365 * 86_400_000;
const later: Upload = async () => ({ kind: 'later' });

it('does not wait a year for the next try when the clock is set back a year', async () => {
  const shelf = new MemoryPhotoShelf(64);
  let now = 2 * YEAR_MS;
  const clock = { now: () => now, random: () => 1 };
  await shelf.keep({ sha256: 'a', type: 'image/jpeg', site: 'a', data: new Uint8Array(9) }, now);
  await sendPhotos(shelf, later, clock);
  now -= YEAR_MS;
  const next = await sendPhotos(shelf, later, clock);
  expect((next ?? 0) - now).toBeLessThan(600_000);
  now += 600_000;
  await sendPhotos(shelf, async () => ({ kind: 'verified' }), clock);
  expect(await shelf.inState('verified')).toHaveLength(1);
});

it('waits as long as the server asks for, and no longer than a photo may', async () => {
  const shelf = new MemoryPhotoShelf(64);
  await shelf.keep({ sha256: 'a', type: 'image/jpeg', site: 'a', data: new Uint8Array(9) }, 0);
  const asks = (afterMs: number): Upload => async () => ({ kind: 'later', afterMs });
  expect(await sendPhotos(shelf, asks(90_000), { now: () => 0, random: () => 1 })).toBe(90_000);
  expect(await sendPhotos(shelf, asks(YEAR_MS), { now: () => 90_000, random: () => 1 })).toBe(390_000);
});

it('offers again what was verified before the server had told its epoch, and takes nothing of a removed site away before that', async () => {
  const shelf = new MemoryPhotoShelf(64);
  const clock = { now: () => 0, random: () => 1 };
  const verified: Upload = async () => ({ kind: 'verified' });
  await shelf.keep({ sha256: 'a', type: 'image/jpeg', site: 'a', data: new Uint8Array(9) }, 0);
  await sendPhotos(shelf, verified, clock);
  expect(strayCopies(await shelf.inState('verified'), new Set(['site:b']), 'epoch-1')).toEqual([]);
  const offered: string[] = [];
  await sendPhotos(shelf, async ({ sha256 }) => {
    offered.push(sha256);
    return { kind: 'verified' };
  }, clock, 'epoch-1');
  expect(offered).toEqual(['a']);
  expect(strayCopies(await shelf.inState('verified'), new Set(['site:b']), 'epoch-1')).toEqual(['a']);
  expect(strayCopies(await shelf.inState('verified'), new Set(['site:b']), 'epoch-2')).toEqual([]);
});

it('goes past a photo that cannot be read, says what was wrong, and tries it again later', async () => {
  const shelf = new MemoryPhotoShelf(64);
  for (const [at, sha256] of ['a', 'b'].entries()) await shelf.keep({ sha256, type: 'image/jpeg', site: 'a', data: new Uint8Array(9) }, at);
  const upload: Upload = async ({ sha256 }) => {
    if (sha256 === 'a') throw new Error('the bytes cannot be read');
    return { kind: 'verified' };
  };
  await expect(sendPhotos(shelf, upload, { now: () => 10, random: () => 1 })).rejects.toThrow('cannot be read');
  expect((await shelf.inState('verified')).map(({ sha256 }) => sha256)).toEqual(['b']);
  expect((await shelf.inState('waiting')).map(({ sha256, tries }) => [sha256, tries])).toEqual([['a', 1]]);
});

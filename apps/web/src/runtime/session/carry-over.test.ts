import { freshId } from '@fieldloop/sync/testing';
import { nextStamp } from '@fieldloop/sync/protocol';
import { expect, it } from 'vitest';
import { dexieOutboxStore } from '../database/dexie-outbox-store.ts';
import { openOutboxDatabase } from '../database/outbox-database.ts';
import { keepPhoto } from '../photos/keep-photo.ts';
import { openPhotoDatabase, readPhoto } from '../photos/photo-database.ts';
import { carryOver } from './carry-over.ts';

const now = 1_782_129_600_000;

function person(name: string) {
  return { outbox: dexieOutboxStore(openOutboxDatabase(`${name}/outbox`)), photoDatabase: openPhotoDatabase(`${name}/photos`) };
}

async function write(to: ReturnType<typeof person>, count: number) {
  for (let index = 0; index < count; index += 1) {
    await to.outbox.append(
      ({ device, seq, stamp, offset }) => ({
        id: freshId(now), seq, name: 'tapped', version: 1, scope: 'site:a', subjects: [], at: now, offset, mono: 1,
        stamp: nextStamp(stamp, now, device), payload: { index },
      }),
      now + index,
    );
  }
}

it('moves what waits, in order and under its ids, after what the newcomer wrote; nothing that was sent, nothing twice', async () => {
  const [before, after] = [person('before'), person('after')];
  await before.outbox.identity(() => 'device-1');
  await write(before, 450);
  await before.outbox.settle('device-1', [{ seq: 1, state: 'applied', version: 1 }], now);
  await after.outbox.identity(() => 'device-2');
  await write(after, 1);
  await keepPhoto(before.photoDatabase, { sha256: 'a', type: 'image/jpeg', site: 'ja', data: new ArrayBuffer(3) }, now);
  const waiting = (await before.outbox.pending(1_000)).map(({ fact }) => fact.id);

  expect(await carryOver(before, after, () => 'device-3')).toBe(449);
  const carried = (await after.outbox.pending(1_000)).slice(1);
  expect(carried.map(({ fact }) => fact.id)).toEqual(waiting);
  expect(carried.map(({ fact }) => fact.seq)).toEqual(waiting.map((_, index) => index + 2));
  expect(carried.every(({ device }) => device === 'device-2')).toBe(true);
  expect(await before.outbox.countPending()).toBe(0);
  expect((await after.photoDatabase.photos.toArray()).map(({ sha256, site, state }) => [sha256, site, state])).toEqual([['a', 'ja', 'waiting']]);
  expect((await readPhoto(after.photoDatabase, 'a')).map(({ byteLength }) => byteLength)).toEqual([3]);
  expect(await carryOver(before, after, () => 'device-3')).toBe(0);
});

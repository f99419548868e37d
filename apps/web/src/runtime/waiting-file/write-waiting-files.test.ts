import { createHash } from 'node:crypto';
import { Dexie } from 'dexie';
import { readWaitingFile, type WaitingFile } from '@fieldloop/sync/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keep, profileDatabase } from '../identity/identity.ts';
import { openSession, type Session } from '../session/session.ts';
import { writeWaitingFiles } from './write-waiting-files.ts';

let session: Session;
const me = { signedIn: true as const, person: { id: 'lin', name: '小林/迎宾' , locale: 'zh-CN' }, organization: { id: 'o', name: '策行' }, via: 'enrolment' as const, memberships: [], serverNow: 0 };
const tap = (count: unknown) => ({ name: 'people-counted', version: 1, scope: 'site:ja', payload: { counter: 'entered', count } }) as const;

beforeEach(async () => {
  await keep(me);
  session = openSession({ organization: 'o', person: 'lin', tallies: true });
});
afterEach(async () => {
  await session.close();
  await profileDatabase().identity.clear();
  await Promise.all((await Dexie.getDatabaseNames()).filter((name) => name.startsWith('fieldloop/')).map((name) => Dexie.delete(name)));
});

const read = async (file: File | undefined) => (await readWaitingFile(await (file as File).text(), (text) => createHash('sha256').update(text).digest('hex'))) as WaitingFile;

it('writes every waiting fact as it would be sent, those in memory too, and none that was sent', async () => {
  const [sent, waits] = [await session.write(tap(1)), await session.write(tap('poison \ud800 \0'))];
  await session.outbox.settle(sent.device, [{ seq: sent.fact.seq, state: 'applied' }], 1);
  const inMemory = await session.held.hold(tap(3));
  const { files, facts, photos } = await writeWaitingFiles(session);
  expect([files.length, facts, photos]).toEqual([1, 2, 0]);
  const file = await read(files[0]);
  expect(file.facts).toEqual([waits, inMemory].map(({ fact }) => ({ seq: fact.seq, text: JSON.stringify(fact) })));
  expect(file).toMatchObject({ damaged: [], missing: 0, head: { organization: { id: 'o', name: '策行' }, person: { id: 'lin' }, device: sent.device, parts: 1 } });
  expect(await session.outbox.countPending()).toBe(1);
});

it('names the file by place, person and time, in letters that any system keeps', async () => {
  await session.write(tap(1));
  const [file] = (await writeWaitingFiles(session)).files;
  expect(file?.name).toMatch(/^fieldloop-策行-小林-迎宾-\d{8}-\d{4}\.txt$/);
  expect(file?.type).toBe('text/plain');
});

it('says how many photos stay behind, and writes no file when nothing waits', async () => {
  await session.photoDatabase.photos.add({ sha256: 'a', type: 'image/webp', bytes: 1, addedAt: 1, state: 'waiting', tries: 0, nextTryAt: 0 });
  expect(await writeWaitingFiles(session)).toEqual({ files: [], facts: 0, photos: 1 });
  await session.write(tap(1));
  expect((await read((await writeWaitingFiles(session)).files[0])).head.photos).toBe(1);
});

it('splits what is too much for one file, and each part says so', async () => {
  const [one] = [await session.write(tap(1))];
  const many = Array.from({ length: 20_005 }, (_, index) => ({ ...one, fact: { ...one.fact, seq: index + 1, id: `${index}` } }));
  const { files } = await writeWaitingFiles({ ...session, outbox: { ...session.outbox, pending: async () => many } });
  const parts = [await read(files[0]), await read(files[1])];
  expect(parts.map(({ head, facts }) => [head.part, head.parts, facts.length])).toEqual([[1, 2, 20_000], [2, 2, 5]]);
  expect(files.map(({ name }) => name.slice(-8))).toEqual([`-1-2.txt`, `-2-2.txt`]);
}, 60_000);

import { afterEach, expect, it } from 'vitest';
import { Dexie } from 'dexie';
import { freshId } from '@fieldloop/sync/testing';
import { nextStamp } from '@fieldloop/sync/protocol';
import { waitingHere } from './coming-back.ts';
import { currentSession, setSession } from './current-session.ts';
import { openSession, type Session } from './session.ts';

const now = 1_782_129_600_000;

afterEach(async () => {
  await comeHere(undefined);
  await Promise.all((await Dexie.getDatabaseNames()).map((name) => Dexie.delete(name)));
});

/** Somebody takes the phone; whoever had it before is gone from it. */
async function comeHere(person: string | undefined): Promise<Session | undefined> {
  const before = currentSession();
  const next = person === undefined ? undefined : openSession({ organization: 'o', person, tallies: true });
  setSession(next);
  await before?.close();
  await next?.outbox.identity(() => `device-of-${person}`);
  return next;
}

async function write(session: Session | undefined): Promise<void> {
  await session?.outbox.append(
    ({ device, seq, stamp, offset }) => ({
      id: freshId(now), seq, name: 'people-counted', version: 1, scope: 'site:ja', subjects: [], at: now, offset, mono: 1,
      stamp: nextStamp(stamp, now, device), payload: { counter: 'passedBy', count: 1 },
    }),
    now,
  );
}

it('keeps what one person has waiting apart from the next, and finds it again', async () => {
  const lin = await comeHere('lin');
  await write(lin);
  await write(lin);
  // What the screens ask before they let anybody leave.
  expect(await waitingHere()).toBe(2);

  const wang = await comeHere('wang');
  expect(await waitingHere()).toBe(0);
  expect(await wang?.outbox.recent(10)).toEqual([]);
  await write(wang);
  expect((await wang?.outbox.identity(() => ''))?.device).toBe('device-of-wang');

  const again = await comeHere('lin');
  expect(await waitingHere()).toBe(2);
  expect((await again?.outbox.pending(10))?.map(({ device }) => device)).toEqual(['device-of-lin', 'device-of-lin']);
});

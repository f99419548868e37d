import { afterEach, expect, it } from 'vitest';
import { Dexie } from 'dexie';
import { emptyDigest } from '@fieldloop/sync/protocol';
import type { CachePage } from '@fieldloop/sync/client';
import { keep } from '../identity/identity.ts';
import { setSession } from './current-session.ts';
import { openSession, type Session } from './session.ts';
import { reportDeliveries } from './report-deliveries.ts';

let session: Session | undefined;

afterEach(async () => {
  setSession(undefined);
  await session?.close();
  await Promise.all((await Dexie.getDatabaseNames()).map((name) => Dexie.delete(name)));
});

function published(number: number): CachePage['rows'][number] {
  const id = `commute@${number}`;
  return { kind: 'revision', id, version: number, data: { id, plan: 'commute', number, publishedAt: number, effectiveFrom: number, steps: [], changes: [], inForce: [], sites: ['ja'] } };
}

async function arrives(to: Session, number: number): Promise<void> {
  const state = (await to.cache.state()).scopes.get('site:ja');
  const before = state && { cursor: state.cursor, snapshot: undefined, round: state.round };
  const applied = await to.cache.apply({
    epoch: 'e', remove: [],
    pages: [{ scope: 'site:ja', before, after: { cursor: number, round: 1 }, rows: [published(number)], tallies: [], completes: before === undefined }],
  });
  expect(applied?.[0]?.digest).not.toEqual(emptyDigest);
}

async function told(by: Session): Promise<readonly unknown[]> {
  return (await by.outbox.recent(10)).filter(({ fact }) => fact.name === 'revision-delivered').map(({ fact }) => (fact.payload as { revision: string }).revision);
}

async function soon(check: () => Promise<readonly unknown[]>, wanted: readonly unknown[]): Promise<void> {
  for (let attempt = 0; attempt < 100 && JSON.stringify(await check()) !== JSON.stringify(wanted); attempt += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await check()).toEqual(wanted);
}

it('says once that a revision has arrived, and again for the next one', async () => {
  await keep({
    signedIn: true, person: { id: 'lin-xiao', name: '林晓', locale: 'zh-CN' }, organization: { id: 'o', name: 'O' }, via: 'enrolment',
    memberships: [{ scope: 'site:ja', role: 'operator', from: 0 }], serverNow: Date.now(),
  });
  session = openSession({ organization: 'o', person: 'lin-xiao', tallies: true });
  const opened = session;
  setSession(opened);
  await opened.outbox.identity(() => 'device-1');
  const stop = reportDeliveries(opened);
  await arrives(opened, 1);
  await soon(() => told(opened), ['commute@1']);
  await arrives(opened, 2);
  await soon(() => told(opened), ['commute@2', 'commute@1']);
  stop();
  // Another tab that starts over the same databases has nothing left to say.
  const second = reportDeliveries(opened);
  await new Promise((resolve) => setTimeout(resolve, 150));
  second();
  expect(await told(opened)).toHaveLength(2);
});

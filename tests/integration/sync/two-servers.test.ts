import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../../apps/server/src/import/run-import.ts';
import { listenerName } from '../../../apps/server/src/live/hear-servers.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { openStream, type Stream } from '../live-stream.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import { Visitor } from '../visitor.ts';
import { eventually, openPhone, tap, type Phone } from './phone.ts';

let here: TestApp;
let there: TestApp;
let tenant: Organization;
let phone: Phone;
const streams: Stream[] = [];

beforeAll(async () => {
  here = await startTestApp();
  there = await startTestApp({ beside: here });
  tenant = await addTenant(here, 'Two servers', ['ja', 'lv']);
  phone = openPhone(await joinAs(here, tenant, 'operator'));
  await eventually(listeners, (pids) => pids.length === 2);
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(async () => {
  await there.stop();
  await here.stop();
});

/** The same browser, at the other server. */
function atTheOther(visitor: Visitor): Visitor {
  const moved = new Visitor(there.url);
  for (const [name, value] of visitor.cookies) moved.cookies.set(name, value);
  return moved;
}

async function listenThere(visitor: Visitor): Promise<Stream> {
  const stream = await openStream(atTheOther(visitor));
  streams.push(stream);
  return stream;
}

async function writeHere(): Promise<void> {
  await phone.engine.write(tap('ja'));
  await phone.engine.flush();
}

async function listeners(): Promise<number[]> {
  const { rows } = await here.db.pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and application_name = $1', [listenerName],
  );
  return rows.map(({ pid }) => pid);
}

const scopesOf = ({ hints }: Stream) => hints.flatMap(({ scopes }) => scopes);

describe('two servers on one database', () => {
  it('tell each other what to read, and each only its own people', async () => {
    const elsewhere = await listenThere(await joinAs(here, tenant, 'lead', 'lv'));
    const stream = await listenThere(await joinAs(here, tenant, 'lead'));
    await writeHere();
    await eventually(() => stream.hints, (hints) => hints.some(({ scopes, tallies }) => scopes.includes('site:ja') && tallies === true));
    expect(scopesOf(elsewhere)).not.toContain('site:ja');
  });

  it('let each other know whose access has ended', async () => {
    const planner = await signInAs(here, tenant, 'planner');
    const { data } = await planner.mutate<{ id: string; code: string }>('people.createEnrolment', { site: 'ja', role: 'operator' });
    const leaving = new Visitor(here.url);
    await leaving.mutate('people.join', { code: data.code, name: 'x' });
    const right = await listenThere(await joinAs(here, tenant, 'lead'));
    const left = await listenThere(leaving);
    await writeHere();
    await eventually(() => left.hints.length, (count) => count > 0);
    await planner.mutate('people.revokeEnrolment', { id: data.id });
    await eventually(() => right.hints, (hints) => hints.some(({ scopes, tallies }) => scopes.includes('site:ja') && !tallies));
    const before = left.hints.length;
    const heard = right.hints.length;
    await writeHere();
    await eventually(() => right.hints.length, (count) => count > heard);
    expect(left.hints.slice(before)).toEqual([]);
  });

  it('hear each other again after the connection was cut, and have everybody look once', async () => {
    const stream = await listenThere(await joinAs(here, tenant, 'lead'));
    const cut = await listeners();
    await here.db.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [cut]);
    await eventually(() => stream.hints, (hints) => hints.some(({ scopes, tallies }) => scopes.includes('site:ja') && !tallies));
    await eventually(listeners, (pids) => pids.length === 2 && pids.every((pid) => !cut.includes(pid)));
    const before = stream.hints.length;
    await writeHere();
    await eventually(() => stream.hints.length, (count) => count > before);
  });

  it('serve a phone that hears nothing all the same', async () => {
    const reader = openPhone(atTheOther(await joinAs(here, tenant, 'lead')));
    await reader.engine.flush();
    const head = (await reader.cache.state()).scopes.get('site:ja')?.cursor ?? 0;
    await writeHere();
    await reader.engine.flush();
    expect((await reader.cache.state()).scopes.get('site:ja')?.cursor).toBe(head + 1);
  });
});

describe('an import beside a running server', () => {
  it('shows at once', async () => {
    const stream = await listenThere(await joinAs(here, tenant, 'lead'));
    const file = join(here.data.path, 'counts.csv');
    writeFileSync(file, 'start,minutes,counter,count\n2024-06-01T10:00,15,entered,12\n');
    const imported = await runImport(
      { databaseUrl: here.databaseUrl, clock: here.clock, screen: { write: () => undefined } },
      { file, format: 'csv', site: 'ja', skipBad: false, organization: 'Two servers', create: undefined },
    );
    expect(imported.added).toBe(1);
    await eventually(() => stream.hints, (hints) => hints.some(({ scopes }) => scopes.includes('site:ja')));
  });
});

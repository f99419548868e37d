import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Fact } from '@fieldloop/domain/fact';
import { bucketStart } from '@fieldloop/domain/tally';
import { decodeStamp } from '@fieldloop/sync/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import { command, startTestDatabase, type TestDatabase } from '../test-database.ts';
import { Visitor } from '../visitor.ts';
import { eventually, openPhone, tap, type Phone } from './phone.ts';

const root = resolve(import.meta.dirname, '../../..');

interface Inbox {
  readonly entries: readonly { readonly kind: string; readonly severity: string; readonly params: Record<string, unknown> }[];
}

let database: TestDatabase;
let app: TestApp;
let tenant: Organization;
let planner: Visitor;
let visitors: Visitor[];
let phones: Phone[];
const kept: string[] = [];
const folders: string[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(async () => {
  await app.stop();
  for (const url of kept) await command(database.url, `drop database if exists ${nameOf(url)} with (force)`).catch(() => undefined);
  await database.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Each test: a shop with two phones that have sent 30 taps, a backup of that, and 20 more taps after it. */
beforeEach(async () => {
  if (app) await app.stop();
  app = await startTestApp();
  tenant = await addTenant(app, 'Restored');
  planner = await signInAs(app, tenant, 'planner');
  visitors = [await joinAs(app, tenant, 'operator'), await joinAs(app, tenant, 'lead')];
  phones = visitors.map((visitor) => openPhone(visitor));
  await writeOnEach(15);
});

const nameOf = (url: string) => new URL(url).pathname.slice(1);

async function writeOnEach(count: number): Promise<void> {
  for (const { engine } of phones) {
    for (let index = 0; index < count; index += 1) await engine.write(tap('ja'));
    await engine.flush();
  }
}

/** Stops the server, copies its database as a backup would hold it, and goes on. */
async function backUp(): Promise<string> {
  const url = new URL(app.databaseUrl);
  url.pathname = `/backup_${nameOf(app.databaseUrl)}`;
  await move({ databaseUrl: app.databaseUrl, data: app.data }, () => command(database.url, `create database ${nameOf(url.href)} template ${nameOf(app.databaseUrl)}`));
  kept.push(url.href);
  return url.href;
}

/** The server comes back over another database; everybody finds it under its new address. */
async function move(to: Pick<TestApp, 'databaseUrl' | 'data'>, between: () => Promise<void> | void = () => undefined): Promise<void> {
  await app.close();
  folders.push(app.data.path);
  await between();
  app = await startTestApp({ beside: to });
  const at = (visitor: Visitor): Visitor => {
    const moved = new Visitor(app.url);
    for (const [name, value] of visitor.cookies) moved.cookies.set(name, value);
    return moved;
  };
  planner = at(planner);
  visitors = visitors.map(at);
  phones = phones.map(({ outbox, cache }, index) => {
    return openPhone(visitors[index] ?? planner, { outbox, cache });
  });
}

function newEpoch(databaseUrl: string): string {
  return execFileSync(process.execPath, ['apps/server/src/ledger/new-epoch.ts'], {
    cwd: root, encoding: 'utf8', env: { ...process.env, DATABASE_URL: databaseUrl, FIELDLOOP_DATA: app.data.path },
  });
}

/** Takes back one tap, whatever id its device has by now. */
function undo(fact: Fact | undefined) {
  if (!fact) throw new Error('there is no such tap');
  const target = { kind: 'fact', fact: fact.id, device: decodeStamp(fact.stamp)?.device };
  return { name: 'count-corrected', version: 1, scope: fact.scope, payload: { target, at: fact.at, lines: [{ counter: 'passedBy', from: 1, to: 0 }], reason: 'mis-tap' } };
}

/** Takes some of what a tap's device counted in its quarter. */
function taking(tap: Fact | undefined, n: number) {
  if (!tap) throw new Error('there is no such tap');
  const target = { kind: 'bucket', start: bucketStart(tap.at), device: decodeStamp(tap.stamp)?.device };
  return { name: 'count-corrected', version: 1, scope: tap.scope, payload: { target, at: tap.at, lines: [{ counter: 'passedBy', from: n, to: 0 }], reason: 'mis-tap' } };
}

const counted = async () =>
  (await app.db.pool.query<{ n: number }>('select coalesce(sum(n), 0)::int as n from tally where organization_id = $1', [tenant.id])).rows[0]?.n;
const shownOn = async ({ cache }: Phone) =>
  (await cache.read({ scope: 'site:ja', tallies: { from: 0, until: Number.MAX_SAFE_INTEGER } })).tallies.reduce((sum, { n }) => sum + n, 0);
const inbox = async () => (await planner.query<Inbox>('inbox.list')).data.entries;
const reasonsOf = ({ reports }: Phone) => reports.map(({ reason }) => reason);

/** Each phone twice: to send, and to read what the other one sent. */
async function everybodyMeets(): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const { engine } of phones) await eventually(() => engine.flush(), ({ phase, pending }) => phase === 'idle' && pending === 0);
}

describe('a database that is put back from a backup', () => {
  it('is filled again from the phones under a new epoch, without anybody being alarmed', async () => {
    const backup = await backUp();
    await writeOnEach(10);
    expect(await counted()).toBe(50);
    await move({ databaseUrl: backup, data: app.data }, () => {
      expect(newEpoch(backup)).toContain('A new epoch for 1 organization.');
    });
    expect(await counted()).toBe(30);
    await everybodyMeets();
    expect(await counted()).toBe(50);
    expect(await Promise.all(phones.map(shownOn))).toEqual([50, 50]);
    expect(phones.map((phone) => reasonsOf(phone).includes('new-epoch'))).toEqual([true, true]);
    expect(await inbox()).toEqual([]);
    const { rows } = await app.db.pool.query(`select action from audit_entry where action = 'epoch-renewed'`);
    expect(rows).toHaveLength(1);
  });

  it.each(['a new epoch', 'its old epoch'])('under %s keeps what each phone had taken back of its own, and lets it go on', async (how) => {
    const { outbox } = phones[0] as Phone;
    const first = () => (phones[0] as Phone).engine;
    const taps = async () => (await outbox.recent(40)).map(({ fact }) => fact).filter(({ name }) => name === 'people-counted');
    const [old, older] = await taps();
    const backup = await backUp();
    const { fact: late } = await first().write(tap('ja'));
    await first().write(undo(old));
    await first().write(undo(late));
    await first().write(taking(older, 3));
    await first().write(taking(older, 2));
    const { device } = await outbox.identity(() => '');
    await first().write({ name: 'revision-delivered', version: 1, scope: 'site:ja', payload: { revision: 'commute@1', device } });
    await everybodyMeets();
    expect(await counted()).toBe(24);
    await move({ databaseUrl: backup, data: app.data }, () => {
      if (how === 'a new epoch') newEpoch(backup);
    });
    expect(await counted()).toBe(30);
    await everybodyMeets();
    expect(await counted()).toBe(24);
    // What it had counted under its earlier id is its own still.
    await first().write(undo(older));
    await everybodyMeets();
    expect(await counted()).toBe(23);
    expect(await Promise.all(phones.map(shownOn))).toEqual([23, 23]);
    expect((await planner.query('quarantine.list', {})).data).toEqual([]);
  });

  it('is noticed and filled under its old epoch too, and the desk is told what to run', async () => {
    const backup = await backUp();
    await writeOnEach(10);
    await move({ databaseUrl: backup, data: app.data });
    await everybodyMeets();
    expect(await counted()).toBe(50);
    expect(phones.map((phone) => reasonsOf(phone).includes('server-behind'))).toEqual([true, true]);
    await eventually(inbox, (entries) => entries.length > 0);
    expect(await inbox()).toMatchObject([{ kind: 'ledger-behind', severity: 'critical' }]);
    newEpoch(app.databaseUrl);
    await everybodyMeets();
    expect(await counted()).toBe(50);
    expect(await Promise.all(phones.map(shownOn))).toEqual([50, 50]);
  });

  it.each(['a new epoch', 'its old epoch'])('under %s says at the desk what no phone can fill', async (how) => {
    const backup = await backUp();
    await writeOnEach(10);
    // The first phone's journal ends after the backup: six of its ten taps are nowhere.
    const [first] = phones;
    const recent = (await first?.outbox.recent(4)) ?? [];
    await first?.outbox.prune(Math.min(...recent.map(({ savedAt }) => savedAt)), 4);
    await move({ databaseUrl: backup, data: app.data }, () => {
      if (how === 'a new epoch') newEpoch(backup);
    });
    await everybodyMeets();
    const lost = 50 - ((await counted()) ?? 0);
    expect(lost).toBeGreaterThan(0);
    const found = await eventually(inbox, (entries) => entries.some(({ kind }) => kind === 'facts-lost'));
    expect(found.filter(({ kind }) => kind === 'facts-lost')).toMatchObject([{ severity: 'critical', params: { count: lost, person: 'operator' } }]);
    expect(reasonsOf(phones[0] as Phone)).toContain('hole-in-journal');
    expect(await Promise.all(phones.map(shownOn))).toEqual([50 - lost, 50 - lost]);
  });
});

describe('a phone that says it has lost what it never had', () => {
  const claim = (visitor: Visitor | undefined, device: string, facts: unknown[] = []) =>
    (visitor as Visitor).mutate('sync.push', { protocol: 1, device, app: 'x', clientNow: app.clock.now(), firstSeq: 1, facts, lost: { from: 1, count: 999_999 } });
  const ownDevice = async () => (await phones[0]?.outbox.identity(() => ''))?.device ?? '';
  const alarms = async () => (await inbox()).map(({ kind, params }) => `${kind} ${String(params['person'])}`).toSorted();

  it('alarms the desk once for its person, under however many device ids', async () => {
    const [operator, lead] = visitors;
    for (let index = 0; index < 5; index += 1) expect((await claim(operator, randomUUID())).status).toBe(200);
    for (let index = 0; index < 5; index += 1) expect((await claim(operator, randomUUID(), ['no fact'])).status).toBe(200);
    expect((await claim(operator, await ownDevice())).status).toBe(200);
    expect((await claim(lead, await ownDevice())).reason).toBe('cloned');
    await claim(lead, randomUUID());
    await eventually(alarms, (told) => told.includes('facts-lost lead'));
    expect(await alarms()).toEqual(['facts-lost lead', 'facts-lost operator']);
  });

  it('is heard by itself when the ledger knew it before this epoch', async () => {
    newEpoch(app.databaseUrl);
    const [operator, lead] = visitors;
    const devices = [await ownDevice(), randomUUID(), randomUUID()];
    for (const device of [...devices, ...devices]) await claim(operator, device);
    await claim(lead, randomUUID());
    await eventually(alarms, (told) => told.includes('facts-lost lead'));
    expect(await alarms()).toEqual(['facts-lost lead', 'facts-lost operator', 'facts-lost operator']);
  });
});

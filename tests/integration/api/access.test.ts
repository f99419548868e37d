import { randomUUID } from 'node:crypto';
import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from '../../../apps/server/src/api/router.ts';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import { writeAsServer } from '../../../apps/server/src/people/server-facts.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import { startFakeWecom, type FakeWecom } from '../../fixtures/fake-wecom.ts';
import { Visitor } from '../visitor.ts';
import { accessTable, type Callers, type Made, type Role } from './access-table.ts';

const roles: readonly Role[] = ['operator', 'lead', 'partner', 'planner', 'operations-manager', 'data-analyst', 'admin'];
const deskRoles: readonly Role[] = ['planner', 'operations-manager', 'data-analyst', 'admin'];
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).map(([name, procedure]) => ({ name, procedure }));

interface Procedure {
  readonly _def: { readonly type: 'query' | 'mutation' | 'subscription'; readonly inputs: readonly unknown[]; readonly output?: unknown };
}

let app: TestApp;
let wecom: FakeWecom;
let tenant: Organization;
let admin: Visitor;
let outsiders: ReadonlyMap<string, Visitor>;

beforeAll(async () => {
  wecom = await startFakeWecom();
  app = await startTestApp({ clock: manualClock(1_783_050_000_000), env: { WECOM_ENDPOINT: wecom.endpoint } });
  tenant = await addTenant(app, '有秘密的组织', ['ja', 'lv']);
  await writeAsServer(app.ledger, tenant, ['site-set', 'plan-set', 'loop-opened', 'revision-published', 'rule-set', 'target-set'].map(sampleOf));
  admin = await signInAs(app, tenant, 'admin');
  const other = await addTenant(app, 'Other', ['zz']);
  outsiders = new Map([
    ['an admin', await signInAs(app, other, 'admin')],
    ['a planner', await signInAs(app, other, 'planner')],
    ['a lead', await joinAs(app, other, 'lead', 'zz')],
  ]);
});

afterAll(async () => {
  await app.stop();
  await wecom.stop();
});

it('has a row for every procedure, and no row for none', () => {
  expect(Object.keys(accessTable).sort()).toEqual(procedures.map(({ name }) => name).sort());
});

it.each(procedures)('$name says what it takes and what leaves', ({ procedure }) => {
  expect(procedure._def.inputs.length).toBeGreaterThan(0);
  expect(procedure._def.output).toBeDefined();
});

describe.each(procedures)('$name', ({ name, procedure }) => {
  const row = accessTable[name] ?? { callers: [] };

  it.each(roles)('answers or refuses the role %s', async (role) => {
    const visitor = endsSessions.has(name) ? await arrive(role) : await somebody(role);
    const { status, reason } = await call(visitor, name, procedure, await inputOf(row.input));
    if (mayCall(row.callers, role)) expect({ status, reason }).toMatchObject({ status: row.status ?? 200 });
    else expect({ status, reason }).toEqual({ status: 403, reason: 'not-allowed' });
  });

  it('answers or refuses somebody who is not signed in', async () => {
    const { status, reason } = await call(new Visitor(app.url), name, procedure, await inputOf(row.input));
    if (row.callers === 'everyone') expect(status).toBe(row.status ?? 200);
    else expect({ status, reason }).toEqual({ status: 401, reason: 'not-signed-in' });
  });

  it('refuses a phone whose sign-in has ended, unless it only pushes', async () => {
    const phone = await joinAs(app, tenant, 'lead');
    phone.cookies.delete('fieldloop_phone');
    const { status, reason } = await call(phone, name, procedure, await inputOf(row.input));
    if (row.callers === 'everyone' || name === 'sync.push') expect(status).toBe(row.status ?? 200);
    else expect({ status, reason }).toEqual({ status: 401, reason: 'not-signed-in' });
  });

  // Whoever holds a code is invited, wherever they come from: that is what a code is.
  if (name === 'people.preview' || name === 'people.join') return;
  it.each(['an admin', 'a planner', 'a lead'])(
    'shows and changes nothing for %s of another organization',
    async (who) => {
      const visitor = copyOf(outsiders.get(who));
      const input = await inputOf(row.input);
      const before = procedure._def.type === 'mutation' ? await everythingAdminSees() : undefined;
      const { status, text } = await call(visitor, name, procedure, input);
      expect(status).toBeLessThan(500 + Number(row.status === 503) * 4);
      for (const secret of ['秘密', '静安', '通勤', '动线', '进店率低于', '会呼吸']) expect(text).not.toContain(secret);
      if (before !== undefined) expect(await everythingAdminSees()).toEqual(before);
    },
  );
});

function mayCall(callers: Callers, role: Role): boolean {
  if (callers === 'everyone' || callers === 'signed-in') return true;
  return callers === 'desk' ? deskRoles.includes(role) : callers.includes(role);
}

/** What ends the session of its caller, for whom a new one is made each time. */
const endsSessions = new Set(['people.leave', 'people.signOut']);
const known = new Map<Role, Promise<Visitor>>();

/** One sign-in for each role, and a copy for each call. */
async function somebody(role: Role): Promise<Visitor> {
  const signed = known.get(role) ?? arrive(role);
  known.set(role, signed);
  return copyOf(await signed);
}

function arrive(role: Role): Promise<Visitor> {
  return isFloor(role) ? joinAs(app, tenant, role) : signInAs(app, tenant, role);
}

function isFloor(role: Role): role is 'operator' | 'lead' | 'partner' {
  return role === 'operator' || role === 'lead' || role === 'partner';
}

function copyOf(visitor: Visitor | undefined): Visitor {
  const copy = new Visitor(app.url);
  for (const [name, value] of visitor?.cookies ?? []) copy.cookies.set(name, value);
  return copy;
}

/** Things of the organization that an input can name. */
async function make(): Promise<Made> {
  const enrolment = await admin.mutate<{ id: string; code: string }>('people.createEnrolment', { site: 'ja', role: 'operator' });
  const key = await admin.mutate<{ id: string }>('admin.keys.create', { name: '有秘密的钥匙' });
  const channel = await admin.mutate<{ id: string }>('channels.save', {
    kind: 'wecom', name: '有秘密的群', enabled: true, secret: '11111111-2222-3333-4444-555555555555',
  });
  const held = { device: randomUUID(), seq: 1 };
  await admin.mutate('sync.push', { protocol: 1, device: held.device, app: 'test', clientNow: app.clock.now(), firstSeq: 1, facts: ['有秘密的记录'] });
  return { code: enrolment.data.code, enrolment: enrolment.data.id, key: key.data.id, channel: channel.data.id, held };
}

async function inputOf(input: unknown): Promise<unknown> {
  return typeof input === 'function' ? (input as (made: Made) => unknown)(await make()) : input;
}

async function everythingAdminSees(): Promise<unknown> {
  const asked = ['people.list', 'people.enrolments', 'admin.keys.list', 'channels.list', 'quarantine.list'];
  const answers = await Promise.all(asked.map(async (name) => (await admin.query(name, name === 'quarantine.list' ? {} : undefined)).data));
  const pulled = await admin.mutate('sync.pull', { protocol: 1, device: '0197e000-0000-7000-8000-00000000000b', cursors: {} });
  const audit = await admin.query('admin.audit', {});
  return [...answers, audit.data, pulled.data];
}

async function call(visitor: Visitor, name: string, { _def: { type } }: Procedure, input: unknown) {
  const asked = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response = await visitor.fetch(`/trpc/${name}${type === 'mutation' ? '' : asked}`, type === 'mutation'
    ? { method: 'POST', headers: { 'content-type': 'application/json' }, ...(input === undefined ? {} : { body: JSON.stringify(input) }) }
    : {});
  const text = await response.text();
  const body = JSON.parse(text) as { error?: { data?: { reason?: string } } };
  return { status: response.status, reason: body.error?.data?.reason, text };
}

function sampleOf(name: string) {
  const definition = deskFacts.get(name);
  if (!definition) throw new Error(`no fact ${name}`);
  return {
    id: newId(app.clock.now()), name, scope: 'desk' as const, at: app.clock.now(),
    subjects: definition.subjects?.(definition.sample) ?? [], payload: definition.sample,
  };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import { addAccount } from '../../../apps/server/src/people/accounts.ts';
import { deskPersonFacts } from '../../../apps/server/src/people/people.ts';
import { writeAsServer } from '../../../apps/server/src/people/server-facts.ts';
import type { Me } from '../../../apps/server/src/people/people.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { newEnrolment } from '../../../apps/server/src/people/enrolments.ts';
import { addTenant, joinAs, signInAs, startTestApp, testPassword, type TestApp } from '../test-app.ts';
import { Visitor } from '../visitor.ts';

const clock = manualClock(1_783_044_000_000);
let app: TestApp;
let tenant: Organization;

beforeAll(async () => {
  app = await startTestApp({ clock });
  tenant = await addTenant(app, '策行', ['ja', 'xh']);
});

afterAll(() => app.stop());

interface Created {
  readonly id: string;
  readonly code: string;
  readonly url: string;
  readonly qrSvg: string;
}

describe('joining by code', () => {
  it('makes a person with a membership of the site, recognised by a cookie that scripts cannot read', async () => {
    const lead = await joinAs(app, tenant, 'lead');
    const created = await lead.mutate<Created>('people.createEnrolment', { site: 'ja', role: 'operator' });
    expect(created.data.url).toBe(`${app.url}/join?code=${created.data.code}`);
    expect(created.data.qrSvg).toContain('<svg');

    const phone = new Visitor(app.url);
    expect((await phone.query('people.preview', { code: created.data.code })).data).toMatchObject({
      state: 'ok', organization: { name: '策行' }, site: { id: 'ja', name: { zh: '点位 ja' } }, role: 'operator',
    });
    const joined = await phone.fetch('/trpc/people.join', {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: created.data.code.toLowerCase().replace('-', ' '), name: '林晓', locale: 'zh-CN' }),
    });
    expect(joined.headers.getSetCookie().join()).toMatch(/fieldloop_phone=.*HttpOnly; SameSite=Lax/i);
    const me = await phone.query<Extract<Me, { signedIn: true }>>('people.me');
    expect(me.data).toMatchObject({
      signedIn: true, via: 'enrolment', person: { name: '林晓' }, organization: { id: tenant.id },
      memberships: [{ scope: 'site:ja', role: 'operator' }], serverNow: clock.now(),
    });
  });

  it('gives the last use of a code to one of two phones', async () => {
    const planner = await signInAs(app, tenant, 'planner');
    const { data } = await planner.mutate<Created>('people.createEnrolment', { site: 'ja', role: 'operator', uses: 1 });
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => new Visitor(app.url).mutate('people.join', { code: data.code, name })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
    expect(answers.find(({ status }) => status === 403)?.reason).toBe('code-used');
    expect((await new Visitor(app.url).query('people.preview', { code: data.code })).data).toEqual({ state: 'used' });
  });

  it('refuses an expired, a withdrawn and an unknown code, each by its reason', async () => {
    const planner = await signInAs(app, tenant, 'planner');
    const short = await planner.mutate<Created>('people.createEnrolment', { site: 'ja', role: 'operator', expiresInMinutes: 5 });
    const withdrawn = await planner.mutate<Created>('people.createEnrolment', { site: 'ja', role: 'operator' });
    await clock.advance(5 * 60_000);
    await planner.mutate('people.revokeEnrolment', { id: withdrawn.data.id });
    const phone = new Visitor(app.url);
    const join = (code: string) => phone.mutate('people.join', { code, name: 'x' });
    expect(await join(short.data.code)).toMatchObject({ status: 403, reason: 'code-expired' });
    expect(await join(withdrawn.data.code)).toMatchObject({ status: 403, reason: 'code-revoked' });
    expect(await join('ZZZZ-ZZZZ')).toMatchObject({ status: 404, reason: 'code-unknown' });
    expect((await phone.query<Me>('people.me')).data.signedIn).toBe(false);
  });

  it('ends the memberships it gave when a code is withdrawn, and keeps the phone recognised', async () => {
    const lead = await joinAs(app, tenant, 'lead');
    const { data } = await lead.mutate<Created>('people.createEnrolment', { site: 'ja', role: 'operator', uses: 2 });
    const phone = new Visitor(app.url);
    await phone.mutate('people.join', { code: data.code, name: '小周' });
    await clock.advance(60_000);
    await lead.mutate('people.revokeEnrolment', { id: data.id });
    const me = (await phone.query<Extract<Me, { signedIn: true }>>('people.me')).data;
    expect(me.memberships).toMatchObject([{ scope: 'site:ja', until: clock.now() }]);
  });

  it('lets a lead enrol at their own site only, and an operator nowhere', async () => {
    const lead = await joinAs(app, tenant, 'lead', 'ja');
    const operator = await joinAs(app, tenant, 'operator', 'ja');
    expect(await lead.mutate('people.createEnrolment', { site: 'xh', role: 'operator' })).toMatchObject({ status: 403, reason: 'not-allowed' });
    expect(await operator.mutate('people.createEnrolment', { site: 'ja', role: 'operator' })).toMatchObject({ reason: 'not-allowed' });
    const planner = await signInAs(app, tenant, 'planner');
    expect((await planner.mutate('people.createEnrolment', { site: 'xh', role: 'lead' })).status).toBe(200);
  });

  it('lets one person join two sites', async () => {
    const phone = await joinAs(app, tenant, 'operator', 'ja');
    const before = (await phone.query<Extract<Me, { signedIn: true }>>('people.me')).data;
    const planner = await signInAs(app, tenant, 'planner');
    const { data } = await planner.mutate<Created>('people.createEnrolment', { site: 'xh', role: 'operator' });
    await phone.mutate('people.join', { code: data.code, name: 'somebody else' });
    const after = (await phone.query<Extract<Me, { signedIn: true }>>('people.me')).data;
    expect(after.person).toEqual(before.person);
    expect(after.memberships.map(({ scope }) => scope).sort()).toEqual(['site:ja', 'site:xh']);
  });

  it('forgets the phone when it leaves', async () => {
    const phone = await joinAs(app, tenant, 'operator');
    const kept = new Map(phone.cookies);
    await phone.mutate('people.leave');
    for (const [name, value] of kept) phone.cookies.set(name, value);
    expect((await phone.query<Me>('people.me')).data.signedIn).toBe(false);
  });
});

describe('coming back to a phone that one has left', () => {
  type Signed = Extract<Me, { signedIn: true }>;

  it('is the same person again with a new code and the ticket, once; without it a new one', async () => {
    const phone = await joinAs(app, tenant, 'operator');
    const first = (await phone.query<Signed>('people.me')).data;
    const { ticket } = (await phone.mutate<{ readonly ticket: string }>('people.leave')).data;
    const code = async () => (await newEnrolment(app.ground, { organization: tenant.id, by: 'test', origin: app.url, site: 'ja', role: 'operator', uses: 1, expiresInMinutes: 60 })).code;
    const again = (await phone.mutate<Signed>('people.join', { code: await code(), name: first.person.name, ticket })).data;
    expect(again.person).toEqual(first.person);
    // What they wrote before is judged by when they belonged there, which is from the first joining on.
    expect(again.memberships).toHaveLength(2);

    await phone.mutate('people.leave');
    const late = (await phone.mutate<Signed>('people.join', { code: await code(), name: first.person.name, ticket })).data;
    expect(late.person.id).not.toBe(first.person.id);
  });

  it('is still possible with the same code and ticket when joining failed, and could not be tidied up whole', async () => {
    const phone = await joinAs(app, tenant, 'operator');
    const first = (await phone.query<Signed>('people.me')).data;
    const { ticket } = (await phone.mutate<{ readonly ticket: string }>('people.leave')).data;
    const { code } = await newEnrolment(app.ground, { organization: tenant.id, by: 'test', origin: app.url, site: 'ja', role: 'operator', uses: 1, expiresInMinutes: 60 });
    await app.db.pool.query(`create or replace function fails() returns trigger language plpgsql as $$ begin raise exception 'a defect'; end $$`);
    await app.db.pool.query('create trigger fails before insert on fact for each row execute function fails()');
    await app.db.pool.query('create trigger fails before delete on enrolment_credential for each row execute function fails()');
    expect((await phone.mutate('people.join', { code, name: first.person.name, ticket })).status).toBe(500);
    expect([...phone.cookies.keys()]).toEqual([]);
    await app.db.pool.query('drop trigger fails on fact');
    await app.db.pool.query('drop trigger fails on enrolment_credential');
    const again = await phone.mutate<Signed>('people.join', { code, name: first.person.name, ticket });
    expect(again.status).toBe(200);
    expect(again.data.person).toEqual(first.person);
    expect(again.data.memberships).toHaveLength(2);
  });

  it('is nobody else by a name and a code for less: the ticket is kept for a code that grants what they had', async () => {
    const code = async (role: 'operator' | 'lead', site = 'ja') => (await newEnrolment(app.ground, { organization: tenant.id, by: 'test', origin: app.url, site, role, uses: 1, expiresInMinutes: 60 })).code;
    const phone = await joinAs(app, tenant, 'lead');
    const lead = (await phone.query<Signed>('people.me')).data;
    const { ticket } = (await phone.mutate<{ readonly ticket: string }>('people.leave')).data;
    const come = async (joining: string) => (await new Visitor(app.url).mutate<Signed>('people.join', { code: joining, name: lead.person.name, ticket })).data;
    for (const less of [await code('operator'), await code('lead', 'xh'), await code('operator', 'xh')]) {
      const other = await come(less);
      expect(other.person.id).not.toBe(lead.person.id);
      expect(other.memberships).toHaveLength(1);
    }
    expect((await come(await code('lead'))).person).toEqual(lead.person);
  });

  it('does not let the ticket of another organization in', async () => {
    const other = await addTenant(app, '别家', ['ja']);
    const phone = await joinAs(app, other, 'operator');
    const first = (await phone.query<Signed>('people.me')).data;
    const { ticket } = (await phone.mutate<{ readonly ticket: string }>('people.leave')).data;
    const { code } = await newEnrolment(app.ground, { organization: tenant.id, by: 'test', origin: app.url, site: 'ja', role: 'operator', uses: 1, expiresInMinutes: 60 });
    const joined = (await phone.mutate<Signed>('people.join', { code, name: first.person.name, ticket })).data;
    expect(joined.person.id).not.toBe(first.person.id);
  });
});

describe('making an account', () => {
  it.each(['fact', 'person_account', 'audit_entry'])('that fails at its row in %s leaves the address free: the next try makes it whole', async (table) => {
    const admin = await signInAs(app, tenant, 'admin');
    const account = { email: `Half-${table}@example.org`, password: testPassword, name: '何半', role: 'planner' };
    await app.db.pool.query(`create or replace function fails() returns trigger language plpgsql as $$ begin raise exception 'a defect'; end $$`);
    await app.db.pool.query(`create trigger fails before insert on ${table} for each row execute function fails()`);
    expect((await admin.mutate('people.createAccount', account)).status).toBe(500);
    await app.db.pool.query(`drop trigger fails on ${table}`);
    const made = await admin.mutate<{ id: string }>('people.createAccount', account);
    expect(made.status).toBe(200);
    const desk = new Visitor(app.url);
    const me = await desk.mutate<Extract<Me, { signedIn: true }>>('people.signIn', { email: account.email.toLowerCase(), password: testPassword });
    expect(me.data).toMatchObject({ person: { id: made.data.id, name: '何半' }, memberships: [{ scope: 'desk', role: 'planner' }] });
    const listed = await admin.query<{ id: string }[]>('people.list');
    expect(listed.data.filter(({ id }) => id === made.data.id)).toHaveLength(1);
    const { data } = await admin.query<{ action: string; target: string }[]>('admin.audit', {});
    expect(data.filter(({ action, target }) => action === 'account-created' && target === made.data.id)).toHaveLength(1);
    expect(await admin.mutate('people.createAccount', account)).toMatchObject({ status: 409, reason: 'conflict' });
  });
});

describe('signing in', () => {
  it('works by a link once', async () => {
    const planner = await signInAs(app, tenant, 'planner');
    const { data: me } = await planner.query<Extract<Me, { signedIn: true }>>('people.me');
    const token = await app.ground.auth.oneTimeToken(`${me.person.id}@example.org`);
    const desk = new Visitor(app.url);
    expect((await desk.mutate<Me>('people.signInByLink', { token })).data).toMatchObject({ signedIn: true, person: { id: me.person.id } });
    expect((await desk.query<Me>('people.me')).data).toMatchObject({ via: 'account' });
    expect(await new Visitor(app.url).mutate('people.signInByLink', { token })).toMatchObject({ status: 401, reason: 'link-unknown' });
  });

  it('lets somebody who came by a link choose a password, and change it knowing the old one, which ends other sessions', async () => {
    const email = 'link-only@example.org';
    await addAccount(app.ground, { organization: tenant.id, person: 'link-only', name: '梁佳', email });
    await writeAsServer(app.ledger, tenant, deskPersonFacts({ person: 'link-only', name: '梁佳', roles: ['planner'] }, clock.now()));
    const desk = new Visitor(app.url);
    await desk.mutate('people.signInByLink', { token: await app.ground.auth.oneTimeToken(email) });
    expect((await desk.query('people.account')).data).toEqual({ email, hasPassword: false });
    expect(await desk.mutate('people.setPassword', { password: 'too short' })).toMatchObject({ status: 400, reason: 'invalid-input' });
    expect(await desk.mutate('people.setPassword', { password: testPassword })).toMatchObject({ status: 200 });
    expect((await desk.query('people.account')).data).toEqual({ email, hasPassword: true });

    const elsewhere = new Visitor(app.url);
    expect(await elsewhere.mutate('people.signIn', { email, password: testPassword })).toMatchObject({ status: 200 });
    const next = 'another horse, another battery';
    expect(await desk.mutate('people.setPassword', { password: next })).toMatchObject({ status: 401, reason: 'wrong-credentials' });
    expect(await desk.mutate('people.setPassword', { current: 'a guess at it', password: next })).toMatchObject({ status: 401, reason: 'wrong-credentials' });
    expect((await elsewhere.query<Me>('people.me')).data.signedIn).toBe(true);
    expect(await desk.mutate('people.setPassword', { current: testPassword, password: next })).toMatchObject({ status: 200 });
    expect((await desk.query<Me>('people.me')).data.signedIn).toBe(true);
    expect((await elsewhere.query<Me>('people.me')).data.signedIn).toBe(false);
    expect(await elsewhere.mutate('people.signIn', { email, password: testPassword })).toMatchObject({ status: 401 });
    expect(await elsewhere.mutate('people.signIn', { email, password: next })).toMatchObject({ status: 200 });
  });

  it('refuses a wrong password and an unknown address alike', async () => {
    const visitor = new Visitor(app.url);
    const answer = await visitor.mutate('people.signIn', { email: 'nobody@example.org', password: testPassword });
    expect(answer).toMatchObject({ status: 401, reason: 'wrong-credentials' });
  });

  it('ends with signing out', async () => {
    const planner = await signInAs(app, tenant, 'planner');
    const kept = new Map(planner.cookies);
    await planner.mutate('people.signOut');
    for (const [name, value] of kept) planner.cookies.set(name, value);
    expect((await planner.query<Me>('people.me')).data.signedIn).toBe(false);
  });

  it('opens no address of the sign-in library, by which one could make an account or a link', async () => {
    const visitor = new Visitor(app.url);
    const post = (path: string, body: object) =>
      visitor.fetch(`/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    expect((await post('/sign-up/email', { email: 'me@example.org', password: testPassword, name: 'me' })).status).toBe(404);
    expect((await post('/sign-in/magic-link', { email: 'me@example.org' })).status).toBe(404);
  });
});

describe('between organizations', () => {
  it('shows no people, enrolments or audit of another', async () => {
    const other = await addTenant(app, 'Other', ['ja']);
    const admin = await signInAs(app, other, 'admin');
    const mine = await signInAs(app, tenant, 'admin');
    const created = await mine.mutate<Created>('people.createEnrolment', { site: 'ja', role: 'operator' });
    expect((await admin.query<{ name: string }[]>('people.list')).data.map(({ name }) => name)).toEqual(['admin']);
    expect((await admin.query('people.enrolments')).data).toEqual([]);
    expect((await admin.query('admin.audit', {})).data).toEqual([]);
    expect(await admin.mutate('people.revokeEnrolment', { id: created.data.id })).toMatchObject({ status: 404 });
    expect((await mine.query<{ target: string }[]>('admin.audit', {})).data.some(({ target }) => target === created.data.id)).toBe(true);
  });
});

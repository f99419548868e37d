import { afterAll, beforeAll, expect, it } from 'vitest';
import { manualClock } from '../../../apps/server/src/clock.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { partBytes, pictureOf, sendWhole, shaOf } from '../photos/sender.ts';
import { openPhone, tap } from '../sync/phone.ts';
import { addTenant, joinAs, signInAs, startTestApp, testPassword, type TestApp } from '../test-app.ts';
import { Visitor } from '../visitor.ts';

const day = 86_400_000;
const clock = manualClock(1_783_044_000_000);
let app: TestApp;
let tenant: Organization;

beforeAll(async () => {
  app = await startTestApp({ clock });
  tenant = await addTenant(app, 'Credentials');
});
afterAll(() => app.stop());

const counted = async () =>
  (await app.db.pool.query<{ n: number }>(`select coalesce(sum(n), 0)::int as n from tally where organization_id = $1`, [tenant.id])).rows[0]?.n;
const accountOf = async (visitor: Visitor) => (await visitor.query<{ email: string }>('people.account')).data;
const states = async (phone: ReturnType<typeof openPhone>) => (await phone.outbox.recent(10)).map(({ state, reason }) => reason ?? state);

it('keeps a sign-in for thirty days after its last use', async () => {
  const visitor = await joinAs(app, tenant, 'operator');
  await clock.advance(20 * day);
  const used = await visitor.fetch('/trpc/people.me');
  expect(used.headers.getSetCookie().join()).toMatch(/fieldloop_phone=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax/);
  expect((await visitor.fetch('/trpc/people.me')).headers.getSetCookie()).toEqual([]);
  await clock.advance(20 * day);
  expect((await visitor.query('people.me')).data).toMatchObject({ signedIn: true });
  await clock.advance(30 * day);
  expect((await visitor.query('people.me')).data).toMatchObject({ signedIn: false });
});

it('hands out a cookie for the push path alone, which scripts cannot read', async () => {
  const lead = await joinAs(app, tenant, 'lead');
  const { data } = await lead.mutate<{ code: string }>('people.createEnrolment', { site: 'ja', role: 'operator' });
  const joined = await new Visitor(app.url).fetch('/trpc/people.join', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: data.code, name: 'x' }),
  });
  expect(joined.headers.getSetCookie().find((text) => text.startsWith('fieldloop_push='))).toMatch(/; Max-Age=7776000; Path=\/trpc\/sync\.push; HttpOnly; SameSite=Lax/);
});

it('lets what waits on a phone land after its sign-in has ended, and shows it nothing', async () => {
  const visitor = await joinAs(app, tenant, 'operator');
  const phone = openPhone(visitor, { now: clock.now });
  await phone.engine.flush();
  await phone.engine.write(tap('ja', 3));
  await clock.advance(60 * day);
  const before = await counted();
  expect(await phone.engine.flush()).toMatchObject({ phase: 'paused', reason: 'signed-out', pending: 0, sendsOnly: true });
  expect(await counted()).toBe((before ?? 0) + 3);
  expect(await states(phone)).toEqual(['applied']);

  // What is written from now on goes out as well.
  phone.engine.start();
  await phone.engine.flush();
  await phone.engine.write(tap('ja', 4));
  await expect.poll(counted).toBe((before ?? 0) + 7);
  await phone.engine.stop();

  await clock.advance(31 * day);
  await phone.engine.write(tap('ja', 5));
  expect(await phone.engine.flush()).toMatchObject({ phase: 'paused', reason: 'signed-out', pending: 1, sendsOnly: false });
});

it('takes the photos of a phone whose sign-in has ended as well, and shows it none', async () => {
  const visitor = await joinAs(app, tenant, 'operator');
  const photo = pictureOf(partBytes + 9);
  await clock.advance(60 * day);
  expect(await sendWhole(visitor, photo)).toMatchObject({ complete: true });
  expect((await visitor.fetch(`/blobs/${shaOf(photo)}`)).status).toBe(401);
  await clock.advance(31 * day);
  expect((await sendWhole(visitor, pictureOf(99))).status).toBe(401);
});

it('keeps the push credential good while the phone is used', async () => {
  const visitor = await joinAs(app, tenant, 'operator');
  const phone = openPhone(visitor, { now: clock.now });
  for (let week = 0; week < 10; week += 1) {
    await clock.advance(14 * day);
    await phone.engine.write(tap('ja'));
    expect(await phone.engine.flush()).toMatchObject({ phase: 'idle', pending: 0 });
  }
  await clock.advance(80 * day);
  await phone.engine.write(tap('ja'));
  expect(await phone.engine.flush()).toMatchObject({ phase: 'paused', pending: 0 });
});

it('gives a signed-in phone that has none its push credential with the next push', async () => {
  const visitor = await joinAs(app, tenant, 'operator');
  visitor.cookies.delete('fieldloop_push');
  const phone = openPhone(visitor, { now: clock.now });
  await phone.engine.write(tap('ja'));
  await phone.engine.flush();
  expect(visitor.cookies.has('fieldloop_push')).toBe(true);
  await clock.advance(40 * day);
  await phone.engine.write(tap('ja'));
  expect(await phone.engine.flush()).toMatchObject({ phase: 'paused', pending: 0 });
});

it.each(['the enrolment is withdrawn', 'the person leaves'])('takes the push credential away when %s', async (how) => {
  const lead = await joinAs(app, tenant, 'lead');
  const { data } = await lead.mutate<{ id: string; code: string }>('people.createEnrolment', { site: 'ja', role: 'operator' });
  const visitor = new Visitor(app.url);
  await visitor.mutate('people.join', { code: data.code, name: 'x' });
  const thief = new Visitor(app.url);
  for (const [name, value] of visitor.cookies) thief.cookies.set(name, value);
  const phone = openPhone(thief, { now: clock.now });
  await phone.engine.write(tap('ja'));
  if (how === 'the person leaves') {
    await visitor.mutate('people.leave');
    expect([...visitor.cookies.keys()]).toEqual([]);
  } else {
    await lead.mutate('people.revokeEnrolment', { id: data.id });
    await clock.advance(31 * day);
  }
  expect(await phone.engine.flush()).toMatchObject({ phase: 'paused', reason: 'signed-out', pending: 1 });
});

it.each(['after the sign-in of the phone has ended', 'while it is good'])('takes every credential of a phone away when somebody signs in there with an account, %s', async (when) => {
  const browser = await joinAs(app, tenant, 'operator');
  const phone = openPhone(browser, { now: clock.now });
  await phone.engine.write(tap('ja'));
  const kept = new Map(browser.cookies);
  if (when !== 'while it is good') browser.cookies.delete('fieldloop_phone');
  // A browser sends it to the paths of pushes and photos alone.
  browser.cookies.delete('fieldloop_push');
  const { email } = await accountOf(await signInAs(app, tenant, 'planner'));
  const response = await browser.fetch('/trpc/people.signIn', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: testPassword }) });
  const gone = response.headers.getSetCookie().filter((text) => text.includes('Max-Age=0'));
  expect(gone.map((text) => /^(\w+)=;.*Path=([^;]+)/.exec(text)?.slice(1).join(' '))).toEqual(['fieldloop_phone /', 'fieldloop_push /trpc/sync.push', 'fieldloop_push /blobs']);
  await browser.mutate('people.signOut');
  // Whoever copied them has nothing either, where they were seen.
  for (const [name, value] of kept) browser.cookies.set(name, value);
  const copied = when === 'while it is good' ? { phase: 'paused', pending: 1 } : { phase: 'idle', pending: 0 };
  expect(await phone.engine.flush()).toMatchObject(copied);
});

it('renews the session of an account on use, and says so to the browser', async () => {
  const planner = await signInAs(app, tenant, 'planner');
  // better-auth keeps the machine's time: the session is made older instead.
  await app.db.pool.query(`update auth_session set expires_at = expires_at - interval '20 days', created_at = created_at - interval '20 days', updated_at = updated_at - interval '20 days'`);
  const used = await planner.fetch('/trpc/people.me');
  expect(used.headers.getSetCookie().join()).toMatch(/fieldloop\.session_token=[^;]+; Max-Age=2592000/);
  const { rows } = await app.db.pool.query<{ days: number }>(`select round(extract(epoch from max(expires_at) - now()) / 86400)::int as days from auth_session`);
  expect(rows[0]?.days).toBe(30);
});

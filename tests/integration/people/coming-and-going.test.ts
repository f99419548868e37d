import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addAccount } from '../../../apps/server/src/people/accounts.ts';
import { deskPersonFacts } from '../../../apps/server/src/people/people.ts';
import { newEnrolment } from '../../../apps/server/src/people/enrolments.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { writeAsServer } from '../../../apps/server/src/people/server-facts.ts';
import { joinSite, leave, leftUnder, signedIn, waitingHere } from '../../../apps/web/src/runtime/coming-and-going.ts';
import { StorageError } from '../../../apps/web/src/runtime/database/database-guard.ts';
import { write } from '../../../apps/web/src/runtime/fact-store.ts';
import { identity, profileDatabase } from '../../../apps/web/src/runtime/identity/identity.ts';
import { requireSession } from '../../../apps/web/src/runtime/session/current-session.ts';
import { close } from '../../../apps/web/src/runtime/start.ts';
import { addTenant, startTestApp, testPassword, type TestApp } from '../test-app.ts';
import { Visitor } from '../visitor.ts';

let app: TestApp;
let tenant: Organization;
let browser: Visitor;
/** Addresses that get no answer. */
let cutOff: (path: string) => boolean;

beforeAll(async () => {
  app = await startTestApp({ env: { VAPID_SUBJECT: 'mailto:ops@fieldloop.app', PUSH_ORIGINS: 'https://push.example' } });
  tenant = await addTenant(app, '策行', ['ja', 'xh']);
});
afterAll(() => app.stop());

beforeEach(() => {
  browser = new Visitor(app.url);
  cutOff = () => false;
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('EventSource', class extends EventTarget { close() {} });
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (!path.startsWith('/')) return fetch(path, init);
    return cutOff(path) ? Promise.reject(new TypeError('cut off')) : browser.fetch(path, init);
  });
});
afterEach(async () => {
  await close();
  await profileDatabase().identity.clear();
  await profileDatabase().settings.clear();
  vi.unstubAllGlobals();
});

const offline = () => (cutOff = (path) => path.includes('sync.'));
const online = () => (cutOff = () => false);
const tap = () => write('people-counted', { counter: 'passedBy', count: 1 }, { scope: 'site:ja', orHold: true });

async function come(name: string, { role = 'operator', site = 'ja', returning = false }: { role?: 'operator' | 'lead'; site?: string; returning?: boolean } = {}) {
  const { code } = await newEnrolment(app.ground, { organization: tenant.id, by: 'test', origin: app.url, site, role, uses: 1, expiresInMinutes: 60 });
  return joinSite({ code, name, locale: 'zh-CN' }, returning ? await leftUnder(name) : undefined);
}

/** Taps of a person that the server has, counted and kept apart. */
async function taps(person: string): Promise<number> {
  const { rows } = await app.db.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM fact WHERE author = $1 AND name = 'people-counted'`, [person]);
  return rows[0]?.n ?? 0;
}
const here = async () => (await browser.query<{ readonly signedIn: boolean }>('people.me')).data.signedIn;

/** No fact fits on this device until the return is called. */
function fillUp(): () => void {
  const { outbox } = requireSession();
  const { append } = outbox;
  const full = () => Promise.reject(new StorageError('full', undefined));
  Object.assign(outbox, { append: full });
  return () => Object.assign(outbox, { append });
}

describe('leaving a phone', () => {
  it('keeps what waits, through whoever comes next, until its author is back', async () => {
    const lin = await come('林');
    offline();
    await tap();
    await tap();
    expect(await waitingHere()).toBe(2);
    await leave();
    online();
    expect(identity()).toBeUndefined();
    const wang = await come('王');
    await tap();
    await vi.waitFor(async () => expect(await taps(wang.person.id)).toBe(1), 10_000);
    await leave();
    expect((await come('林', { returning: true })).person).toEqual(lin.person);
    await vi.waitFor(async () => expect(await taps(lin.person.id)).toBe(2), 10_000);
    expect(await leftUnder('林')).toBeUndefined();
  });

  it('is refused while something is in the memory of this page alone, and stores it first where it can', async () => {
    const lin = await come('林');
    offline();
    await tap();
    const makeRoom = fillUp();
    await tap();
    expect(await waitingHere()).toBe(2);
    await expect(leave()).rejects.toMatchObject({ reason: 'full' });
    expect([await here(), identity()?.person.id, await waitingHere()]).toEqual([true, lin.person.id, 2]);
    makeRoom();
    await leave();
    expect(await here()).toBe(false);
    online();
    await come('林', { returning: true });
    await vi.waitFor(async () => expect(await taps(lin.person.id)).toBe(2), 10_000);
  });

  it('without a network changes nothing', async () => {
    await come('林');
    offline();
    await tap();
    cutOff = () => true;
    await expect(leave()).rejects.toMatchObject({ reason: 'offline' });
    expect([identity()?.person.name, await waitingHere()]).toEqual(['林', 1]);
    expect(await leftUnder('林')).toBeUndefined();
  });

  it('has noted what waits before the server hears of it: no room afterwards loses nothing', async () => {
    const lin = await come('林');
    offline();
    await tap();
    const settings = profileDatabase().settings;
    const full = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    settings.hook('updating', full);
    await leave();
    settings.hook('updating').unsubscribe(full);
    expect([identity(), await here()]).toEqual([undefined, false]);
    online();
    // Without a ticket she is a new person, and what she wrote comes along.
    const again = await come('林', { returning: true });
    expect(again.person.id).not.toBe(lin.person.id);
    await vi.waitFor(async () => expect(await taps(again.person.id)).toBe(1), 10_000);
  });
});

describe('pushes to a browser that its person leaves', () => {
  afterEach(() => void Reflect.deleteProperty(navigator, 'serviceWorker'));

  it('end, at the server and in the browser', async () => {
    const subscription = {
      endpoint: 'https://push.example/lin', unsubscribe: vi.fn(async () => true),
      toJSON: () => ({ keys: { p256dh: randomBytes(65).toString('base64url'), auth: randomBytes(16).toString('base64url') } }),
    };
    const registration = { pushManager: { getSubscription: async () => subscription } };
    Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: { getRegistration: async () => registration } });
    vi.stubGlobal('PushManager', class {});
    vi.stubGlobal('Notification', class {});
    const subscribed = async () => (await app.db.pool.query('SELECT 1 FROM push_subscription')).rows.length;
    await come('林');
    await vi.waitFor(async () => expect(await subscribed()).toBe(1), 10_000);
    await leave();
    expect(await subscribed()).toBe(0);
    expect(subscription.unsubscribe).toHaveBeenCalledOnce();
  });
});

describe('somebody with the name of who left', () => {
  it('gets nothing of theirs without saying to be them, nor with a code for less', async () => {
    const lead = await come('林', { role: 'lead' });
    offline();
    await tap();
    await leave();
    online();
    const other = await come('林');
    await leave();
    const less = await come('林', { returning: true });
    await requireSession().engine.flush();
    expect(new Set([lead, other, less].map(({ person }) => person.id)).size).toBe(3);
    expect([await taps(lead.person.id), await taps(other.person.id), await taps(less.person.id)]).toEqual([0, 0, 0]);
    await leave();
    expect((await come('林', { role: 'lead', returning: true })).person).toEqual(lead.person);
    await vi.waitFor(async () => expect(await taps(lead.person.id)).toBe(1), 10_000);
  });
});

describe('signing in by an account on the phone of somebody who joined', () => {
  it('leaves what waits to be found by them', async () => {
    await come('林');
    offline();
    await tap();
    const [person, email] = ['planner-liang', 'liang@example.org'];
    await addAccount(app.ground, { organization: tenant.id, person, name: '梁', email, password: testPassword });
    await writeAsServer(app.ledger, tenant, deskPersonFacts({ person, name: '梁', roles: ['planner'] }, Date.now()));
    await browser.mutate('people.signIn', { email, password: testPassword });
    expect((await signedIn())?.person.id).toBe(person);
    expect(await waitingHere()).toBe(0);
    await leave();
    expect(await here()).toBe(false);
    online();
    const again = await come('林', { returning: true });
    await vi.waitFor(async () => expect(await taps(again.person.id)).toBe(1), 10_000);
  });

  it('is refused while something of theirs is in the memory of this page alone', async () => {
    const lin = await come('林');
    offline();
    const makeRoom = fillUp();
    await tap();
    const [person, email] = ['planner-he', 'he@example.org'];
    await addAccount(app.ground, { organization: tenant.id, person, name: '何', email, password: testPassword });
    await writeAsServer(app.ledger, tenant, deskPersonFacts({ person, name: '何', roles: ['planner'] }, Date.now()));
    await browser.mutate('people.signIn', { email, password: testPassword });
    await expect(signedIn()).rejects.toMatchObject({ reason: 'full' });
    expect([identity()?.person.id, await waitingHere()]).toEqual([lin.person.id, 1]);
    makeRoom();
    expect((await signedIn())?.person.id).toBe(person);
    expect(await leftUnder('林')).toMatchObject({ person: { id: lin.person.id } });
  });
});

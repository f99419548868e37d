import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshId } from '@fieldloop/sync/testing';
import { nextStamp, type PushRequest } from '@fieldloop/sync/protocol';
import type { Me } from '../../../apps/server/src/people/people.ts';
import { httpNetwork } from '../../../apps/web/src/runtime/transport.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { addTenant, joinAs, startTestApp, type TestApp } from '../test-app.ts';
import { Visitor } from '../visitor.ts';

type Signed = Extract<Me, { signedIn: true }>;

let app: TestApp;
let [tenant, other]: Organization[] = [];

beforeAll(async () => {
  app = await startTestApp();
  [tenant, other] = [await addTenant(app, '策行'), await addTenant(app, '别家')];
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await app.stop();
});

describe('two windows of one browser, in one of which somebody else has come', () => {
  it.each(['same', 'another'] as const)('take nothing of the one who was here, whoever the cookies are of now: %s organization', async (which) => {
    const first = await joinAs(app, tenant!, 'operator');
    const lin = (await first.query<Signed>('people.me')).data;
    const network = httpNetwork({ organization: lin.organization.id, person: lin.person.id });
    let cookies = first;
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => (path.startsWith('/') ? cookies.fetch(path, init) : fetch(path, init)));
    expect(await network.push(frame([1]))).toMatchObject({ lastSeq: 1 });

    cookies = await joinAs(app, which === 'same' ? tenant! : other!, 'operator');
    const before = await stored();
    for (const device of [frame([]).device, freshId(Date.now())]) {
      await expect(network.push({ ...frame([2, 3]), device })).rejects.toMatchObject({ reason: 'signed-out' });
    }
    await expect(network.pull({ protocol: 1, device: frame([]).device, cursors: {} })).rejects.toMatchObject({ reason: 'signed-out' });
    expect(await stored()).toEqual(before);

    // Nor by the credential that outlives a sign-in.
    cookies.cookies.delete('fieldloop_phone');
    await expect(network.push(frame([2, 3]))).rejects.toMatchObject({ reason: 'signed-out' });
    expect(await stored()).toEqual(before);

    cookies = first;
    expect(await network.push(frame([2, 3]))).toMatchObject({ lastSeq: 3 });
  });

  it('an app that names nobody is whoever its cookies are of', async () => {
    const phone = await joinAs(app, tenant!, 'operator');
    expect((await phone.query<Signed>('people.me')).data.signedIn).toBe(true);
    expect((await phone.mutate('sync.push', { ...frame([1]), device: freshId(Date.now()) })).status).toBe(200);
    expect((await new Visitor(app.url).mutate('sync.push', frame([1]))).reason).toBe('not-signed-in');
  });
});

const devices = new Map<string, string>();

/** Taps at these seqs, of one device in each test. */
function frame(seqs: readonly number[]): PushRequest {
  const name = expect.getState().currentTestName ?? '';
  const device = devices.get(name) ?? freshId(Date.now());
  devices.set(name, device);
  const now = Date.now();
  const facts = seqs.map((seq) => ({
    id: freshId(now), seq, name: 'people-counted', version: 1, scope: 'site:ja', subjects: [], at: now, offset: 0, mono: 1,
    stamp: nextStamp(undefined, now, device), payload: { counter: 'passedBy', count: 1 },
  }));
  return { protocol: 1, device, app: 'test', clientNow: now, firstSeq: seqs[0] ?? 1, facts };
}

async function stored(): Promise<unknown> {
  const { rows } = await app.db.pool.query(`SELECT (SELECT count(*) FROM fact) AS facts, (SELECT count(*) FROM quarantine) AS quarantined, (SELECT count(*) FROM device) AS devices`);
  return rows[0];
}

import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Fact } from '@fieldloop/domain/fact';
import { encodeStamp, writeWaitingFile } from '@fieldloop/sync/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WaitingFileReport } from '../../../apps/server/src/api/schemas/waiting-file.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { eventually, openPhone, tap, type Phone } from '../sync/phone.ts';
import { addTenant, joinAs, signInAs, startTestApp, type TestApp } from '../test-app.ts';
import { answerOf, Visitor, type Answer } from '../visitor.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let app: TestApp;
let tenant: Organization;
let lead: Visitor;
let operator: Visitor;
let person: string;

beforeAll(async () => {
  app = await startTestApp();
  // A defect of the database's side: it fails at one fact, with an error that is about no value.
  await app.db.pool.query(`create function poison() returns trigger language plpgsql as $$ begin
    if (new.payload->>'count')::int = 666 then raise exception 'a defect'; end if;
    return new; end $$`);
  await app.db.pool.query(`create function fails() returns trigger language plpgsql as $$ begin raise exception 'a defect'; end $$`);
  await app.db.pool.query('create trigger poison before insert on fact for each row execute function poison()');
});
beforeEach(async () => {
  tenant = await addTenant(app, '策行', ['ja', 'xh']);
  lead = await joinAs(app, tenant, 'lead', 'ja');
  operator = await joinAs(app, tenant, 'operator', 'ja');
  person = await personOf(operator);
});
afterAll(() => app.stop());

async function personOf(visitor: Visitor): Promise<string> {
  return (await visitor.query<{ person: { id: string } }>('people.me')).data.person.id;
}

interface FileOptions {
  readonly organization?: string;
  readonly person?: string;
  readonly device?: string;
  readonly texts?: readonly string[];
}

/** The file that a phone would write of what waits on it. */
async function fileOf(phone: Phone | undefined, options: FileOptions = {}): Promise<string> {
  const waiting = phone ? await phone.outbox.pending(100_000) : [];
  const facts = options.texts?.map((text, index) => ({ seq: index + 1, text })) ?? waiting.map(({ fact }) => ({ seq: fact.seq, text: JSON.stringify(fact) }));
  return writeWaitingFile({
    exportedAt: app.clock.now(), organization: { id: options.organization ?? tenant.id, name: '策行' }, person: { id: options.person ?? person, name: '小林' },
    device: options.device ?? waiting[0]?.device ?? randomUUID(), app: 'test', site: { id: 'ja', name: '静安' }, photos: 1, part: 1, parts: 1,
  }, facts, sha256);
}

async function bring(visitor: Visitor, text: string, take = true): Promise<Answer<WaitingFileReport>> {
  return answerOf(await visitor.fetch(`/v1/waiting-file${take ? '?take=yes' : ''}`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: text }));
}

async function counted(site = 'ja'): Promise<number> {
  const { rows } = await app.db.pool.query<{ n: number }>('select coalesce(sum(n), 0)::int as n from tally where organization_id = $1 and site = $2', [tenant.id, site]);
  return rows[0]?.n ?? 0;
}

/** Everything that an import might change, as one hash. */
async function ledger(): Promise<string> {
  const tables = ['fact', 'quarantine', 'carried_fact', 'record', 'tally', 'scope', 'audit_entry', 'device'];
  const rows = await Promise.all(tables.map(async (table) => (await app.db.pool.query(`select * from ${table} where organization_id = $1 order by 1, 2, 3, 4`, [tenant.id])).rows));
  return sha256(JSON.stringify(rows));
}

async function offline(taps: number, visitor = operator): Promise<Phone> {
  const phone = openPhone(visitor);
  for (let index = 0; index < taps; index += 1) await phone.engine.write(tap('ja'));
  return phone;
}

const states = async ({ outbox }: Phone) => (await outbox.recent(50)).toReversed().map(({ state, reason }) => reason ?? state);

/** A fact made by hand, as a forger would. */
function forged(name: string, scope: Fact['scope'], payload: unknown, device: string, subjects: Fact['subjects'] = []): Fact {
  const now = app.clock.now();
  return { id: newId(now), seq: 1, name, version: 1, scope, subjects, at: now, offset: 0, mono: 1, stamp: encodeStamp({ ms: now, counter: 1, device }), payload };
}

describe('a file that a lead brings in', () => {
  it('counts once, before the phone comes back or after, and the phone shows it as sent', async () => {
    const phone = await offline(12);
    const text = await fileOf(phone);
    const before = await ledger();
    const preview = await bring(lead, text, false);
    expect(preview.data).toMatchObject({ taken: false, person: { id: person, name: 'operator' }, facts: 12, photos: 1, sites: ['ja'], counts: { applied: 12, there: 0, damaged: 0 }, listed: [] });
    expect(await ledger()).toBe(before);
    const taken = await bring(lead, text);
    expect(taken.data).toEqual({ ...preview.data, taken: true });
    expect(await counted()).toBe(12);
    await phone.engine.write(tap('ja'));
    await phone.engine.flush();
    expect(await counted()).toBe(13);
    expect(await states(phone)).toEqual([...Array.from({ length: 12 }, () => 'duplicate'), 'applied']);
    expect(await phone.outbox.countPending()).toBe(0);

    const colleague = await joinAs(app, tenant, 'operator', 'ja');
    const other = await offline(5, colleague);
    const late = await fileOf(other, { person: await personOf(colleague) });
    await other.engine.flush();
    expect((await bring(lead, late)).data.counts).toMatchObject({ applied: 0, there: 5 });
    expect(await counted()).toBe(18);
  });

  it('changes no byte when it is brought in again', async () => {
    const phone = await offline(7);
    const text = await fileOf(phone);
    await bring(lead, text);
    const before = await ledger();
    expect((await bring(lead, text)).data.counts).toMatchObject({ applied: 0, there: 7 });
    expect(await ledger()).toBe(before);
  });

  it('is written down: who brought which file, whose it is, and what came of it', async () => {
    const phone = await offline(2);
    const text = await fileOf(phone);
    await bring(lead, text);
    const by = await personOf(lead);
    const { rows } = await app.db.pool.query('select fact.author, fact.device, carried_by, file from fact join carried_fact using (organization_id, device, seq) where organization_id = $1', [tenant.id]);
    const [{ file } = { file: '' }] = rows as { file: string }[];
    const [stored] = await phone.outbox.pending(1);
    expect(rows).toEqual([1, 2].map(() => ({ author: person, device: stored?.device, carried_by: by, file })));
    expect(file).toMatch(/^[0-9a-f]{64}$/);
    const admin = await signInAs(app, tenant, 'admin');
    const audited = await admin.query<{ action: string }[]>('admin.audit', {});
    expect(audited.data.find(({ action }) => action === 'waiting-file-taken')).toMatchObject({ person: by, target: stored?.device, detail: { author: person, file, applied: 2 } });
  });

  it('is taken with its line in the audit, or not at all', async () => {
    const text = await fileOf(await offline(3));
    const admin = await signInAs(app, tenant, 'admin');
    const lines = async () => (await admin.query<{ action: string }[]>('admin.audit', {})).data.filter(({ action }) => action === 'waiting-file-taken').length;
    await app.db.pool.query('create trigger fails before insert on audit_entry for each row execute function fails()');
    expect((await bring(lead, text)).status).toBe(500);
    await app.db.pool.query('drop trigger fails on audit_entry');
    expect([await counted(), await lines()]).toEqual([0, 0]);
    expect((await bring(lead, text)).data.counts).toMatchObject({ applied: 3, there: 0 });
    expect([await counted(), await lines()]).toEqual([3, 1]);
    await bring(lead, text);
    expect(await lines()).toBe(1);
  });

  it('keeps what is good of a file that was cut or edited, and says which entries are not', async () => {
    const phone = await offline(10);
    const text = await fileOf(phone);
    const cut = text.slice(0, text.indexOf('\n', text.length / 2) + 40);
    const preview = await bring(lead, cut, false);
    const whole = preview.data.counts.applied;
    expect(preview.data).toMatchObject({ facts: 10, counts: { damaged: 1, missing: 9 - whole } });
    const edited = text.replace('\\"count\\":1', '\\"count\\":9');
    expect((await bring(lead, edited)).data).toMatchObject({ counts: { applied: 9, damaged: 1, missing: 0 }, listed: [{ line: 2, seq: 1, state: 'damaged' }] });
    expect(await counted()).toBe(9);
    await phone.engine.flush();
    expect([await counted(), await phone.outbox.countPending()]).toEqual([10, 0]);
  });

  it('puts into quarantine what would have gone there, and the phone hears what the desk makes of it', async () => {
    const phone = await offline(1);
    await phone.engine.write({ ...tap('ja'), payload: { counter: 'passedBy', count: 'many' } } as never);
    await phone.engine.write(tap('ja', 666));
    const text = await fileOf(phone);
    const preview = await bring(lead, text, false);
    const { data } = await bring(lead, text);
    expect(data).toEqual({ ...preview.data, taken: true });
    expect(data).toMatchObject({
      counts: { applied: 1, quarantined: 2 },
      listed: [{ seq: 2, state: 'quarantined', reason: 'invalid', name: 'people-counted', scope: 'site:ja' }, { seq: 3, state: 'quarantined', reason: 'parked' }],
    });
    await phone.engine.flush();
    expect(await states(phone)).toEqual(['duplicate', 'invalid', 'parked']);
    const planner = await signInAs(app, tenant, 'planner');
    const { data: [held] } = await planner.query<{ device: string; seq: number; carriedBy: string }[]>('quarantine.list', { reason: 'invalid' });
    expect(held).toMatchObject({ seq: 2, carriedBy: await personOf(lead) });
    await planner.mutate('quarantine.release', { device: held?.device, seq: 2, payload: { counter: 'passedBy', count: 4 }, note: '问过' });
    await phone.engine.flush();
    expect(await states(phone)).toEqual(['duplicate', 'applied', 'parked']);
    expect(await counted()).toBe(5);
  });

  it('takes 5,000 entries at once, packed, with one bad one among them', async () => {
    const phone = await offline(5_000);
    const waiting = await phone.outbox.pending(5_000);
    const texts = waiting.map(({ fact }, index) => JSON.stringify(index === 4_000 ? { ...fact, payload: { counter: 'passedBy', count: 666 } } : fact));
    const text = await fileOf(undefined, { texts, device: waiting[0]?.device ?? '' });
    const answer = await answerOf<WaitingFileReport>(await lead.fetch('/v1/waiting-file?take=yes', {
      method: 'POST', headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, body: gzipSync(text),
    }));
    expect(answer.data.counts).toMatchObject({ applied: 4_999, quarantined: 1, there: 0 });
    expect(await counted()).toBe(4_999);
    const { rows: [device] } = await app.db.pool.query<{ last: number }>('select last_seq::int as last from device where organization_id = $1 and device = $2', [tenant.id, waiting[0]?.device]);
    expect(device?.last).toBe(5_000);
  }, 120_000);

  it('takes as many as one file holds', async () => {
    const device = randomUUID();
    const texts = Array.from({ length: 20_000 }, (_, index) => JSON.stringify({ ...forged('people-counted', 'site:ja', { counter: 'passedBy', count: 1 }, device), seq: index + 1 }));
    const { status, data } = await bring(lead, await fileOf(undefined, { device, texts }));
    expect([status, data.counts.applied, data.counts.damaged]).toEqual([200, 20_000, 0]);
    expect(await counted()).toBe(20_000);
    const tooMany = (await fileOf(undefined, { device, texts: [] })).replace('"facts":0', '"facts":20001');
    expect(await bring(lead, tooMany)).toMatchObject({ status: 422, reason: 'damaged-file' });
  }, 180_000);

  it('that comes while the phone sends the same counts once', async () => {
    const phone = await offline(400);
    const text = await fileOf(phone);
    const planner = await signInAs(app, tenant, 'planner');
    const untilTaken = (visitor: Visitor) => eventually(() => bring(visitor, text), ({ status }) => status !== 429);
    const [answers] = await Promise.all([Promise.all([untilTaken(lead), untilTaken(planner)]), phone.engine.flush()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await phone.engine.flush();
    expect([await counted(), await phone.outbox.countPending()]).toEqual([400, 0]);
  });
});

describe('a phone that goes on as another device', () => {
  it('hears what becomes of entries that lie in quarantine under its former one', async () => {
    const phone = await offline(1);
    for (const count of ['many', 'more']) await phone.engine.write({ ...tap('ja'), payload: { counter: 'passedBy', count } } as never);
    await phone.engine.flush();
    const { device } = await phone.outbox.identity(() => '');
    await phone.outbox.remint(device, randomUUID(), true);
    await phone.engine.flush();
    expect(await states(phone)).toEqual(['duplicate', 'invalid', 'invalid']);
    const planner = await signInAs(app, tenant, 'planner');
    await planner.mutate('quarantine.release', { device, seq: 2, payload: { counter: 'passedBy', count: 4 }, note: '问过' });
    await planner.mutate('quarantine.dismiss', { device, seq: 3, note: '不算' });
    await phone.engine.flush();
    expect(await states(phone)).toEqual(['duplicate', 'applied', 'dismissed']);
    expect((await phone.outbox.recent(2)).map(({ settled }) => settled?.note)).toEqual(['不算', '问过']);
    expect(await counted()).toBe(5);
  });
});

describe('who may bring a file', () => {
  it.each([['operator', 403], ['partner', 403], ['data-analyst', 403], ['planner', 200], ['operations-manager', 200], ['admin', 200]] as const)('%s: %i', async (role, status) => {
    const visitor = role === 'operator' || role === 'partner' ? await joinAs(app, tenant, role, 'ja') : await signInAs(app, tenant, role);
    const text = await fileOf(await offline(1));
    expect((await bring(visitor, text, false)).status).toBe(status);
    expect((await bring(visitor, text)).status).toBe(status);
    expect(await counted()).toBe(status === 200 ? 1 : 0);
  });

  it('needs somebody: nobody, and a phone that may only push, are sent to sign in', async () => {
    const text = await fileOf(await offline(1));
    const stranger = Object.assign(Object.create(lead) as Visitor, { cookies: new Map() });
    expect(await bring(stranger, text)).toMatchObject({ status: 401, reason: 'not-signed-in' });
    const pushOnly = Object.assign(Object.create(lead) as Visitor, { cookies: new Map([...lead.cookies].filter(([name]) => name === 'fieldloop_push')) });
    expect((await bring(pushOnly, text)).status).toBe(401);
  });

  it('a lead of one site leaves the entries of another where they are, until somebody of there brings them', async () => {
    const phone = openPhone(operator);
    await phone.engine.write(tap('ja'));
    await phone.engine.write(tap('xh'));
    const text = await fileOf(phone);
    const { data } = await bring(lead, text);
    expect(data).toMatchObject({ sites: ['ja', 'xh'], counts: { applied: 1, refused: 1 }, listed: [{ seq: 2, scope: 'site:xh', state: 'refused', reason: 'not-allowed' }] });
    expect((await bring(await joinAs(app, tenant, 'lead', 'xh'), text)).data.counts).toMatchObject({ there: 0, quarantined: 1, refused: 1 });
    expect(await counted('xh')).toBe(0);
  });

  it('files of another organization stay out, even with this one\'s name on them', async () => {
    const others = await addTenant(app, 'Other');
    const stranger = await joinAs(app, others, 'operator', 'ja');
    const phone = await offline(3, stranger);
    const theirs = await personOf(stranger);
    const before = await ledger();
    expect(await bring(lead, await fileOf(phone, { organization: others.id, person: theirs }))).toMatchObject({ status: 403, reason: 'other-organization' });
    expect(await bring(lead, await fileOf(phone, { person: theirs }))).toMatchObject({ status: 422, reason: 'author-unknown' });
    expect(await ledger()).toBe(before);
  });

  it('nobody hands out roles with a file, whoever it says wrote it', async () => {
    const admin = await signInAs(app, tenant, 'admin');
    const planner = await signInAs(app, tenant, 'planner');
    const device = randomUUID();
    const grant = { membership: 'm-1', person, scope: 'desk', role: 'admin', from: app.clock.now() };
    const fact = forged('membership-granted', 'desk', grant, device, ['membership:m-1', `person:${person}`]);
    const later = { ...forged('membership-granted', 'desk', grant, device), seq: 2, version: 9 };
    const text = await fileOf(undefined, { person: await personOf(admin), device, texts: [fact, later].map((each) => JSON.stringify(each)) });
    for (const visitor of [lead, planner]) {
      const { data } = await bring(visitor, text);
      expect(data.counts.applied).toBe(0);
      expect(data.listed[0]).toMatchObject({ seq: 1, state: 'refused' });
    }
    // What the server could not read lies in quarantine. Once it can, it is judged by whoever releases it, not by the name on it.
    await app.db.pool.query('update quarantine set received = $3 where organization_id = $1 and device = $2 and seq = 2', [tenant.id, device, Buffer.from(JSON.stringify({ ...later, version: 1 }))]);
    expect((await planner.mutate('quarantine.release', { device, seq: 2 })).data).toEqual({ state: 'quarantined', reason: 'not-allowed' });
    const { rows } = await app.db.pool.query(`select 1 from record where organization_id = $1 and kind = 'membership' and id = 'm-1'`, [tenant.id]);
    expect(rows).toEqual([]);
  });

  it('a forged file never stops the phone it names', async () => {
    const phone = await offline(3);
    const [first] = await phone.outbox.pending(1);
    const device = first?.device ?? '';
    const texts = [1, 2].map((seq) => JSON.stringify({ ...forged('people-counted', 'site:ja', { counter: 'entered', count: 1 }, device), seq }));
    await bring(lead, await fileOf(undefined, { device, texts }));
    await eventually(async () => {
      await phone.engine.flush();
      return phone.outbox.countPending();
    }, (pending) => pending === 0);
    expect(await counted()).toBe(5);
    const stranger = await personOf(await joinAs(app, tenant, 'operator', 'ja'));
    expect(await bring(lead, await fileOf(undefined, { device, texts, person: stranger }))).toMatchObject({ status: 409, reason: 'conflict' });
  });
});

describe('files that come together', () => {
  it('are read one at a time in an organization: whoever is second is told when to ask again', async () => {
    const [text, other] = [await fileOf(await offline(2)), await fileOf(await offline(3))];
    const elsewhere = await addTenant(app, 'Elsewhere');
    const neighbour = await joinAs(app, elsewhere, 'lead', 'ja');
    const ours = await app.db.pool.connect();
    await ours.query('begin');
    await ours.query(`select 1 from scope where organization_id = $1 and scope = 'site:ja' for update`, [tenant.id]);
    const first = bring(lead, text);
    await eventually(async () => (await app.db.pool.query<{ n: number }>('select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = \'Lock\'')).rows[0]?.n ?? 0, (waiting) => waiting > 0);
    const second = await bring(lead, other);
    expect(second).toMatchObject({ status: 429, reason: 'too-many-requests' });
    expect(second.headers.get('retry-after')).toBe('5');
    expect((await bring(neighbour, 'not json')).reason).toBe('not-our-file');
    await ours.query('rollback');
    ours.release();
    expect((await first).data.counts.applied).toBe(2);
    expect((await bring(lead, 'not json')).reason).toBe('not-our-file');
    expect((await bring(lead, other)).data.counts.applied).toBe(3);
  });

  it('are so many a minute for each person', async () => {
    const strict = await startTestApp({ beside: app, env: { FILES_PER_MINUTE: '3' } });
    try {
      const through = (visitor: Visitor) => Object.assign(new Visitor(strict.url), { cookies: visitor.cookies });
      const planner = await signInAs(app, tenant, 'planner');
      const bringAll = async (visitor: Visitor) => {
        const answers: Answer[] = [];
        for (let index = 0; index < 4; index += 1) answers.push(await bring(through(visitor), 'not json', false));
        return answers;
      };
      const answers = await bringAll(lead);
      expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 429]);
      expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await bring(through(planner), 'not json', false)).status).toBe(422);
      expect((await bring(through(operator), 'not json', false)).status).toBe(403);
    } finally {
      await strict.stop();
    }
  });
});

describe('what is no such file', () => {
  it.each([
    ['', 'not-our-file'], ['not json', 'not-our-file'], ['{"facts":[]}', 'not-our-file'], ['{"format":"fieldloop-waiting","version":2}', 'newer-file'],
    ['{"format":"fieldloop-waiting","version":1}', 'damaged-file'], ['{"format":"fieldloop-wai', 'not-our-file'], ['\0\0\0', 'not-our-file'],
  ])('%j is refused with what to do', async (text, reason) => {
    expect(await bring(lead, text)).toMatchObject({ status: 422, reason });
  });

  it('a file too large, one packed into a bomb, and one that is not what it says it is', async () => {
    expect(await bring(lead, 'x'.repeat(37 * 1024 * 1024))).toMatchObject({ status: 413, reason: 'too-large' });
    const packed = (body: Buffer) => lead.fetch('/v1/waiting-file', { method: 'POST', headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, body: new Uint8Array(body) });
    expect((await packed(gzipSync(Buffer.alloc(40 * 1024 * 1024)))).status).toBe(413);
    expect((await packed(Buffer.from('no gzip'))).status).toBe(422);
    const [first = ''] = (await fileOf(undefined, { texts: [] })).split('\n');
    expect(await answerOf(await packed(gzipSync(`${first}${'\n'.repeat(30_000_000)}x`)))).toMatchObject({ status: 413, reason: 'too-large' });
    const json = await lead.fetch('/v1/waiting-file', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(json.status).toBe(415);
  });

  it('a beginning with ids that nothing here can have', async () => {
    const head = JSON.parse((await fileOf(undefined, { texts: [] })).split('\n')[0] ?? '') as Record<string, unknown>;
    for (const change of [{ person: { id: '\0', name: '' } }, { organization: { id: `${tenant.id}\0`, name: '' } }, { site: { id: '\ud800', name: '' } }]) {
      expect(await bring(lead, JSON.stringify({ ...head, ...change }))).toMatchObject({ status: 422, reason: 'damaged-file' });
    }
  });

  it('names the first 300 entries that need a look, and says how many more there are', async () => {
    const { data } = await bring(lead, await fileOf(undefined, { texts: Array.from({ length: 320 }, () => 'no json') }), false);
    expect([data.listed.length, data.more, data.counts.quarantined]).toEqual([300, 20, 320]);
    expect((await bring(lead, await fileOf(undefined, { texts: ['no json'] }), false)).data).toMatchObject({ listed: [{ seq: 1 }], more: 0 });
  });

  it('strange lines in it never make the server fail', async () => {
    const texts = ['', 'null', '[]', '1e999', '"text"', '{"seq":5}', `{"id":"${randomUUID()}","scope":"site:ja"}`, `${'['.repeat(5_000)}${']'.repeat(5_000)}`, JSON.stringify({ text: '\0\ud800' }), 'x'.repeat(200_000)];
    const answer = await bring(lead, await fileOf(undefined, { texts }));
    expect([answer.status, answer.data.counts.quarantined]).toEqual([200, texts.length]);
    expect((await bring(lead, await fileOf(undefined, { texts: [] }))).data.counts).toMatchObject({ applied: 0 });
  });
});

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../../apps/server/src/app.ts';
import { readEnv } from '../../../apps/server/src/env.ts';
import type { Organization } from '../../../apps/server/src/people/organizations.ts';
import { startThrowAwayPostgres } from '../setup/postgres.ts';
import { addTenant, joinAs, signInAs, type TestApp } from '../test-app.ts';
import { answerOf, Visitor } from '../visitor.ts';

let postgres: Awaited<ReturnType<typeof startThrowAwayPostgres>>;
let app: TestApp;
let tenant: Organization;
let phone: Visitor;
let planner: Visitor;

beforeAll(async () => {
  // Killed below: without waiting for its log, as other tests run it, it would forget who signed in a moment before.
  postgres = await startThrowAwayPostgres('durable');
  const path = mkdtempSync(join(tmpdir(), 'fieldloop-outage-'));
  const made = await createApp({
    // Asked below as fast as it answers, for as long as PostgreSQL takes to come back.
    env: readEnv({ PORT: '0', SIGN_IN_PER_MINUTE: '100000', PUSH_PER_MINUTE: '1000000' }),
    databaseUrl: postgres.url,
    data: { path, blobs: join(path, 'blobs'), secrets: { databasePassword: '', sessionSecret: 'x'.repeat(40) } },
    log: pino({ level: 'silent' }),
  });
  const url = await made.listen();
  app = {
    ...made, url, databaseUrl: postgres.url,
    async stop() {
      await made.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
  tenant = await addTenant(app, '策行');
  phone = await joinAs(app, tenant, 'operator');
  planner = await signInAs(app, tenant, 'planner');
});

afterAll(() => app.stop());

/** One request of each way to the database. */
async function everything() {
  const device = randomUUID();
  const answers = await Promise.all([
    phone.mutate('sync.push', { protocol: 1, device, app: 'test', clientNow: Date.now(), firstSeq: 1, facts: [] }),
    phone.mutate('sync.pull', { protocol: 1, device, cursors: {} }),
    phone.query('people.me'),
    planner.query('people.me'),
    planner.query('insight.now'),
    planner.query('people.list'),
    phone.fetch(`/blobs/${'a'.repeat(64)}`).then((response) => answerOf(response)),
  ]);
  return answers.map(({ status, reason }) => (reason === undefined ? `${status}` : `${status} ${reason}`));
}

const working = ['200', '200', '200', '200', '200', '200', '404 not-found'];

it('says for as long as PostgreSQL is gone that it is, and works again by itself', async () => {
  expect(await everything()).toEqual(working);
  const underWay = Array.from({ length: 20 }, () => everything());
  process.kill(Number(readFileSync(join(postgres.folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  const seen = new Set((await Promise.all(underWay)).flat());
  let ready = 0;
  while (ready !== 200) {
    for (const answer of await everything()) seen.add(answer);
    ready = (await fetch(`${app.url}/readyz`)).status;
    seen.add(`ready ${ready}`);
  }
  expect([...seen].sort()).toEqual(expect.arrayContaining(['503 busy', 'ready 200']));
  for (const answer of seen) expect([...working, '503 busy', 'ready 200', 'ready 503']).toContain(answer);
  expect(await everything()).toEqual(working);
});

it('calls no sign-in wrong that it could not check', async () => {
  await postgres.stop();
  const visitor = new Visitor(app.url);
  for (const answer of [
    await visitor.mutate('people.signIn', { email: 'nobody@example.org', password: 'wrong password' }),
    await visitor.mutate('people.signInByLink', { token: 'no such token' }),
    await visitor.mutate('people.join', { code: 'AAAA-AAAA', name: 'x' }),
  ]) expect(answer).toMatchObject({ status: 503, reason: 'busy' });
  expect(new Set(await everything())).toEqual(new Set(['503 busy']));
});

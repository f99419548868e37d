import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { createApp, type App } from '../../apps/server/src/app.ts';
import type { Clock } from '../../apps/server/src/clock.ts';
import { readEnv } from '../../apps/server/src/env.ts';
import { addOrganization, type Organization } from '../../apps/server/src/people/organizations.ts';
import { deskPersonFacts } from '../../apps/server/src/people/people.ts';
import { addAccount } from '../../apps/server/src/people/accounts.ts';
import { newEnrolment } from '../../apps/server/src/people/enrolments.ts';
import { writeAsServer } from '../../apps/server/src/people/server-facts.ts';
import { newId } from '../../apps/server/src/ids.ts';
import { startTestDatabase } from './test-database.ts';
import { Visitor, type Answer } from './visitor.ts';

/** A whole server over a database of its own, listening on a free port. */
export interface TestApp extends App {
  readonly url: string;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

export interface TestAppSettings {
  readonly clock?: Clock | undefined;
  /** Settings as in the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly durability?: 'durable' | 'fast';
  readonly log?: Logger;
  /** Another server of the same database, photos and secrets. Stop it before that one. */
  readonly beside?: Pick<TestApp, 'databaseUrl' | 'data'>;
}

export async function startTestApp(settings: TestAppSettings = {}): Promise<TestApp> {
  const { beside } = settings;
  const database = beside ? { url: beside.databaseUrl, stop: () => Promise.resolve() } : await startTestDatabase(settings.durability ?? 'fast');
  const path = mkdtempSync(join(tmpdir(), 'fieldloop-app-'));
  const secrets = beside?.data.secrets ?? { databasePassword: '', sessionSecret: randomBytes(32).toString('hex') };
  const limits = { SIGN_IN_PER_MINUTE: '100000', JOIN_PER_MINUTE: '100000', INGEST_PER_MINUTE: '100000', FILES_PER_MINUTE: '100000', PUSH_PER_MINUTE: '1000000' };
  const app = await createApp({
    env: readEnv({ PORT: '0', ...limits, ...settings.env }),
    databaseUrl: database.url,
    data: { path, blobs: beside?.data.blobs ?? join(path, 'blobs'), secrets },
    clock: settings.clock,
    log: settings.log ?? pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
  });
  const url = await app.listen();
  return {
    ...app,
    url,
    databaseUrl: database.url,
    async stop() {
      await app.close();
      await database.stop();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Adds a tenant with one site, through the ledger. */
export async function addTenant(app: App, name: string, sites: readonly string[] = ['ja']): Promise<Organization> {
  const organization = await addOrganization(app.db, name, app.clock.now());
  await writeAsServer(app.ledger, organization, sites.map((site) => siteSet(site, app.clock.now())));
  return organization;
}

export const testPassword = 'correct horse battery';

/** Somebody with a role at the desk and an account, signed in over HTTP. */
export async function signInAs(app: TestApp, organization: Organization, role: string): Promise<Visitor> {
  const person = newId(app.clock.now());
  const email = `${person}@example.org`;
  await writeAsServer(app.ledger, organization, deskPersonFacts({ person, name: role, roles: [role] }, app.clock.now()));
  await addAccount(app.ground, { organization: organization.id, person, name: role, email, password: testPassword });
  const visitor = new Visitor(app.url);
  succeeded(await visitor.mutate('people.signIn', { email, password: testPassword }));
  return visitor;
}

/** Somebody who joined a site by code on a phone, over HTTP. */
export async function joinAs(app: TestApp, organization: Organization, role: 'operator' | 'lead' | 'partner', site = 'ja'): Promise<Visitor> {
  const { code } = await newEnrolment(app.ground, {
    organization: organization.id, by: 'server', origin: app.url, site, role, uses: 1, expiresInMinutes: 60,
  });
  const visitor = new Visitor(app.url);
  succeeded(await visitor.mutate('people.join', { code, name: role, locale: 'zh-CN' }));
  return visitor;
}

function succeeded({ status, reason }: Answer): void {
  if (status !== 200) throw new Error(`the test cannot begin: ${status} ${reason ?? ''}`);
}

export function siteSet(site: string, now: number, timeZone = 'Asia/Shanghai') {
  return {
    id: newId(now), name: 'site-set', scope: 'desk' as const, at: now, subjects: [`site:${site}` as const],
    payload: {
      site, kind: 'popup', name: { zh: `点位 ${site}`, en: `Site ${site}` }, timeZone, currency: 'CNY',
      opens: 0, closes: 1_440, zones: [], countRule: { method: 'full', text: '门前 3 米线' },
    },
  };
}

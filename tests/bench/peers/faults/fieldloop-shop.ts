import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp, type AppSettings } from '../../../../apps/server/src/app.ts';
import { openDatabase } from '../../../../apps/server/src/db/client.ts';
import { readEnv } from '../../../../apps/server/src/env.ts';
import { newId } from '../../../../apps/server/src/ids.ts';
import { newEnrolment } from '../../../../apps/server/src/people/enrolments.ts';
import { addOrganization } from '../../../../apps/server/src/people/organizations.ts';
import { writeAsServer } from '../../../../apps/server/src/people/server-facts.ts';
import { startThrowAwayPostgres } from '../../../integration/setup/postgres.ts';

/** What a server of the product is started on. */
export type ShopSettings = Pick<AppSettings, 'databaseUrl' | 'data'>;

/** One durable PostgreSQL, and in it as many copies of a shop as wanted, each a database of its own. */
export interface Shops {
  /** Lets phones join any of them. */
  readonly code: string;
  copy(name: string): Promise<ShopSettings>;
  stop(): Promise<void>;
}

export async function openShops(phones: number): Promise<Shops> {
  const postgres = await startThrowAwayPostgres('durable', ['max_connections=400']);
  const path = mkdtempSync(join(tmpdir(), 'faults-fieldloop-'));
  const data = { path, blobs: join(path, 'blobs'), secrets: { databasePassword: '', sessionSecret: randomBytes(32).toString('hex') } };
  const app = await createApp({ env: readEnv({ PORT: '0' }), databaseUrl: postgres.url, data, log: pino({ level: 'warn' }) });
  const now = app.clock.now();
  const organization = await addOrganization(app.db, 'Faults', now);
  await writeAsServer(app.ledger, organization, [{
    id: newId(now), name: 'site-set', scope: 'desk', at: now, subjects: ['site:faults'],
    payload: {
      site: 'faults', kind: 'popup', name: { zh: 'faults', en: 'faults' }, timeZone: 'Asia/Shanghai', currency: 'CNY', opens: 0, closes: 1_440,
      zones: [], countRule: { method: 'full', text: '' },
    },
  }]);
  const { code } = await newEnrolment(app.ground, {
    organization: organization.id, by: 'server', origin: 'http://localhost', site: 'faults', role: 'operator', uses: phones, expiresInMinutes: 24 * 60,
  });
  // A database is copied only while nobody is connected to it.
  await app.close();
  const { pool } = openDatabase(postgres.urlOf('postgres'), 1);
  return {
    code,
    async copy(name) {
      await pool.query(`create database ${name} template fieldloop`);
      return { databaseUrl: postgres.urlOf(name), data };
    },
    async stop() {
      await pool.end();
      await postgres.stop();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

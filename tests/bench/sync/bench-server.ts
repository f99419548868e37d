import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../../apps/server/src/app.ts';
import { readEnv } from '../../../apps/server/src/env.ts';
import { newId } from '../../../apps/server/src/ids.ts';
import { newEnrolment } from '../../../apps/server/src/people/enrolments.ts';
import { addOrganization } from '../../../apps/server/src/people/organizations.ts';
import { writeAsServer } from '../../../apps/server/src/people/server-facts.ts';
import { startThrowAwayPostgres } from '../../integration/setup/postgres.ts';

/** What the measuring process is told. */
export interface BenchServer {
  readonly url: string;
  readonly databaseUrl: string;
  /** One code per phone that will join, by site. */
  readonly codes: Readonly<Record<string, readonly string[]>>;
}

const benchSites = ['drain', ...Array.from({ length: 8 }, (_, site) => `eight-${site}`), 'fan-out', 'catch-up', 'faults'];
const phonesPerSite = 9;

/** The whole server in a process of its own, over a durable PostgreSQL. Ends when the measuring process does. */
const postgres = await startThrowAwayPostgres('durable');
const path = mkdtempSync(join(tmpdir(), 'fieldloop-bench-'));
const app = await createApp({
  env: readEnv({ PORT: '0', SIGN_IN_PER_MINUTE: '100000', JOIN_PER_MINUTE: '100000', INGEST_PER_MINUTE: '100000', PUSH_PER_MINUTE: '1000000' }),
  databaseUrl: postgres.url,
  data: { path, blobs: join(path, 'blobs'), secrets: { databasePassword: '', sessionSecret: randomBytes(32).toString('hex') } },
  log: pino({ level: 'warn' }),
});
const url = await app.listen();
const now = app.clock.now();
const organization = await addOrganization(app.db, 'Bench', now);
await writeAsServer(app.ledger, organization, benchSites.map((site) => ({
  id: newId(now), name: 'site-set', scope: 'desk' as const, at: now, subjects: [`site:${site}` as const],
  payload: {
    site, kind: 'popup', name: { zh: site, en: site }, timeZone: 'Asia/Shanghai', currency: 'CNY', opens: 0, closes: 1_440,
    zones: [], countRule: { method: 'full', text: '' },
  },
})));
const codes: Record<string, string[]> = {};
for (const site of benchSites) {
  const ofSite: string[] = (codes[site] = []);
  for (let phone = 0; phone < phonesPerSite; phone += 1) {
    const { code } = await newEnrolment(app.ground, {
      organization: organization.id, by: 'server', origin: url, site, role: 'operator', uses: site === 'faults' ? 100_000 : 1, expiresInMinutes: 60,
    });
    ofSite.push(code);
  }
}
process.once('disconnect', () => void stop());
process.send?.({ url, databaseUrl: postgres.url, codes } satisfies BenchServer);

async function stop(): Promise<void> {
  await app.close();
  await postgres.stop();
  rmSync(path, { recursive: true, force: true });
  process.exit(0);
}

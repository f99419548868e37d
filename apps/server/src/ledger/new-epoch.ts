import { randomUUID } from 'node:crypto';
import { machineClock } from '../clock.ts';
import { openDatabase } from '../db/client.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { readEnv } from '../env.ts';
import { newId } from '../ids.ts';
import { createServerTeller } from '../live/tell-servers.ts';
import { openLog } from '../log.ts';
import { joinGround } from '../open-ground.ts';
import { audit } from '../people/audit.ts';
import { StartError } from '../start-error.ts';
import { renewEpochs } from './epoch.ts';

// `pnpm ledger:new-epoch`: to be run after the database was put back from a backup, beside the server or without it.

try {
  await newEpoch();
} catch (error) {
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
}

async function newEpoch(): Promise<void> {
  const env = readEnv(process.env);
  const ground = await joinGround(env, (line) => void process.stdout.write(`${line}\n`));
  const db = openDatabase(ground.databaseUrl, 2);
  const log = openLog('warn');
  const servers = createServerTeller(db.pool, randomUUID(), (error) => log.warn({ error }, 'a running server could not be told'));
  try {
    await migrateDatabase(db);
    const at = machineClock(env.FIELDLOOP_CLOCK).now();
    const organizations = await renewEpochs(db.pool);
    for (const organization of organizations) {
      await audit(db.orm, { organization, at, person: 'server', action: 'epoch-renewed', target: newId(at) });
      servers.tell({ organization, at, scopes: ['desk'], tallyOnly: [], buckets: [], facts: [] });
    }
    process.stdout.write(
      organizations.length === 0
        ? 'There is no ledger yet, so nothing to do.\n'
        : `A new epoch for ${organizations.length} ${organizations.length === 1 ? 'organization' : 'organizations'}. Each phone sends what it wrote in the last 14 days again when it is next online; what cannot be filled shows in the desk's inbox.\n`,
    );
  } finally {
    await servers.finish();
    await db.pool.end();
    await ground.stop();
  }
}

import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createAlerts } from './alerts/alerts.ts';
import { createWaitingFiles } from './carried/waiting-files.ts';
import { machineClock, type Clock } from './clock.ts';
import type { DataFolder } from './data-folder.ts';
import { openDatabase } from './db/client.ts';
import { migrateDatabase } from './db/migrate.ts';
import { startDelivery } from './delivery/delivery.ts';
import type { Env } from './env.ts';
import { createHttpServer } from './http/http-server.ts';
import { notingContacts } from './insight/noting-contacts.ts';
import { openLedger } from './ledger/open-ledger.ts';
import { tellGap } from './ledger/tell-gap.ts';
import { rereadQuarantine } from './ledger/reread-quarantine.ts';
import { sweepDaily } from './ledger/sweep-daily.ts';
import { openLog } from './log.ts';
import { hearServers } from './live/hear-servers.ts';
import { createLiveBus } from './live/live-bus.ts';
import { createServerTeller } from './live/tell-servers.ts';
import { createAdmin } from './people/admin.ts';
import { createAuth } from './people/auth.ts';
import type { PeopleGround } from './people/people-ground.ts';
import { createPeople } from './people/people.ts';
import { openPhotoStore } from './photos/open-photo-store.ts';
import { createPhotos } from './photos/photos.ts';
import { sweepUploads } from './photos/sweep-uploads.ts';
import { createUploads } from './photos/uploads.ts';
import { createQuarantine } from './quarantine/quarantine.ts';
import type { Services } from './services.ts';

export interface AppSettings {
  readonly env: Env;
  /** PostgreSQL to use; made ready by `createApp`. */
  readonly databaseUrl: string;
  readonly data: Pick<DataFolder, 'path' | 'blobs' | 'secrets'>;
  /** Default: the machine's clock, moved by `env.FIELDLOOP_CLOCK`. */
  readonly clock?: Clock | undefined;
  readonly log?: Logger | undefined;
}

/** A whole server, without any global state: several can run in one process. */
export interface App extends Services {
  /** For work on people outside of a request: first start, tests. */
  readonly ground: PeopleGround;
  /** Starts to answer; resolves with the address, `http://127.0.0.1:4400`. */
  listen(): Promise<string>;
  /** Lets running answers end, stops everything it started, and closes the database pool. */
  close(): Promise<void>;
}

/** Puts a server together: migrates the database and starts what works in the background. It does not listen yet. */
export async function createApp(settings: AppSettings): Promise<App> {
  const { env, data } = settings;
  const clock = settings.clock ?? machineClock(env.FIELDLOOP_CLOCK);
  const log = settings.log ?? openLog(env.LOG_LEVEL);
  const store = await openPhotoStore(env, data.blobs);
  const db = openDatabase(settings.databaseUrl);
  db.pool.on('error', (error) => log.warn({ error }, 'an idle database connection was lost'));
  await migrateDatabase(db);
  const stopping = new AbortController();
  const live = createLiveBus((error) => log.error({ error }, 'a listener failed'));
  const self = randomUUID();
  const servers = createServerTeller(db.pool, self, (error) => log.warn({ error }, 'other servers could not be told of a change'));
  const stopTelling = live.subscribe('all', servers.tell);
  const delivery = await startDelivery({ db, dataFolder: data.path, env, log });
  const written = openLedger({
    pool: db.pool, now: clock.now, log, announce: live.publish,
    gap: (gap) => void tellGap({ db, delivery, live, now: clock.now, log }, gap).catch((error: unknown) => log.error({ error, gap }, 'nobody was told that facts are missing')),
  });
  const ledger = notingContacts(written, db.pool, clock.now);
  const auth = createAuth({ db, env, secret: data.secrets.sessionSecret, log });
  const ground: PeopleGround = { db, env, clock, ledger, auth, log, secret: data.secrets.sessionSecret };
  const alerts = createAlerts({ db, clock, ledger, delivery, live, log });
  const photos = createPhotos({ db, clock, live, store, room: env.PHOTO_GIGABYTES * 1_000_000_000 });
  const services: Services = {
    env, data, clock, db, ledger, live, log, delivery, alerts, photos,
    uploads: createUploads({ db, clock, store, photos }),
    people: createPeople(ground),
    admin: createAdmin(db, clock),
    quarantine: createQuarantine({ db, clock, ledger, live, log }),
    waitingFiles: createWaitingFiles({ db, clock, ledger, live }),
    stopping: stopping.signal,
  };
  const http = await createHttpServer(services);
  let stopSweeping: readonly (() => void)[] = [];
  let rereading: Promise<void> = Promise.resolve();
  let stopHearing = (): Promise<void> => Promise.resolve();
  return {
    ...services,
    ground,
    async listen() {
      await http.listen({ port: env.PORT, host: env.HOST });
      stopHearing = hearServers({
        databaseUrl: settings.databaseUrl, pool: db.pool, live, self, now: clock.now,
        lost: (error) => log.warn({ error }, 'the connection that hears other servers was lost; it is made again'),
      });
      alerts.start();
      rereading = rereadQuarantine(ledger, db).then(
        (entered) => void (entered > 0 && log.warn({ entered }, 'facts left quarantine: this version reads them')),
        (error: unknown) => log.error({ error }, 'the quarantine could not be read again; the next start tries once more'),
      );
      stopSweeping = [
        sweepDaily(ledger, db.pool, clock, (error) => log.error({ error }, 'old tombstones were not dropped')),
        sweepUploads(services.uploads, clock, (error) => log.error({ error }, 'abandoned uploads were not dropped')),
      ];
      const { port } = http.server.address() as AddressInfo;
      return `http://${env.HOST === '0.0.0.0' || env.HOST === '127.0.0.1' ? 'localhost' : env.HOST}:${port}`;
    },
    async close() {
      for (const stop of stopSweeping) stop();
      stopping.abort();
      await endConnections(http);
      await alerts.stop();
      await delivery.stop();
      await rereading;
      await stopHearing();
      stopTelling();
      await servers.finish();
      await db.pool.end();
    },
  };
}

/** No new requests; running ones end by themselves, or are cut after five seconds. */
async function endConnections(http: FastifyInstance): Promise<void> {
  // A connection that is kept open becomes idle only once its last answer is out.
  const sweep = setInterval(() => http.server.closeIdleConnections(), 50);
  const cut = setTimeout(() => http.server.closeAllConnections(), 5_000);
  try {
    await http.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { isDatabaseAway, withConnectionCode } from './database-away.ts';
import { clearDeadPostmaster, runningPostmaster } from './postmaster.ts';
import { postgresBinaries, type PostgresBinaries } from './embedded-binaries.ts';
import { systemUser, type SystemUser } from './system-user.ts';

/** A PostgreSQL of our own, running until `stop`. */
export interface EmbeddedPostgres {
  /** Of the database `fieldloop`. */
  readonly url: string;
  /** The same server, another database. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

export interface EmbeddedSettings {
  /** The cluster's folder; made on first use. Its parent must be enterable by the system user. */
  readonly folder: string;
  readonly password: string;
  /** `fast` gives up durability for speed: tests only. */
  readonly durability?: 'durable' | 'fast';
  /** Other settings than PostgreSQL's own, as `name=value`. */
  readonly settings?: readonly string[] | undefined;
}

/**
 * Starts the cluster, making it first if needed. One that a killed server left running is stopped and started;
 * one that belongs to a live server is refused with a `StartError`. While it runs, a cluster that dies is started again.
 */
export async function startEmbeddedPostgres(settings: EmbeddedSettings): Promise<EmbeddedPostgres> {
  const user = systemUser();
  const cluster: Cluster = { ...settings, user, binaries: await postgresBinaries(dirname(settings.folder), user) };
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) refuseOtherOwner(cluster);
  else await initialise(cluster);
  const { port, owner } = await takeOver(cluster);
  const urlOf = (database: string): string => urlFor(cluster, port, database);
  const owned = keepAlive(cluster, port, owner);
  return {
    url: urlOf('fieldloop'),
    urlOf,
    async stop() {
      await owned.release();
      await shutDown(cluster);
    },
  };
}

const takeOverAttempts = 5;

/** Starts the cluster, after stopping what a killed server left of it, and marks it as ours. One that dies in the middle of that is started again. */
async function takeOver(cluster: Cluster): Promise<{ readonly port: number; readonly owner: pg.Client }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (runningPostmaster(cluster.folder)) {
        await refuseIfOwned(cluster);
        await shutDown(cluster);
      }
      await clearDeadPostmaster(cluster.folder);
      const port = await start(cluster);
      return { port, owner: await takeOwnership(cluster, port) };
    } catch (error) {
      if (attempt >= takeOverAttempts || !isDatabaseAway(withConnectionCode(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** The address of a cluster that somebody else runs right now, if any. */
export async function runningEmbeddedPostgres(settings: EmbeddedSettings): Promise<string | undefined> {
  const postmaster = runningPostmaster(settings.folder);
  if (!postmaster) return undefined;
  const url = urlFor(settings, postmaster.port, 'fieldloop');
  return (await answers(url)) ? url : undefined;
}

interface Cluster extends EmbeddedSettings {
  readonly user: SystemUser | undefined;
  readonly binaries: PostgresBinaries;
}

const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Held by the server that runs the cluster, for as long as its process lives: no stale lock file to misread. */
const ownerLock = 4_400;

/** Made beside its final place and moved there whole, so a kill half-way leaves nothing that looks like a cluster. */
async function initialise(cluster: Cluster): Promise<void> {
  const unfinished = `${cluster.folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(cluster.folder), `.password-${randomUUID()}`);
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.user) {
    chownSync(unfinished, cluster.user.uid, cluster.user.gid);
    chownSync(passwordFile, cluster.user.uid, cluster.user.gid);
  }
  try {
    await run(cluster, cluster.binaries.initdb, [
      '-D', unfinished, '-U', 'fieldloop', '--auth=scram-sha-256', `--pwfile=${passwordFile}`,
      '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C',
      '--no-instructions', ...(cluster.durability === 'fast' ? ['--no-sync'] : []),
    ]);
    renameSync(unfinished, cluster.folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** PostgreSQL runs only on a folder of the user it runs as. */
function refuseOtherOwner({ folder, user }: Cluster): void {
  const runsAs = user?.uid ?? process.getuid?.();
  const owner = statSync(folder).uid;
  if (runsAs === undefined || owner === runsAs) return;
  throw new StartError(`${folder} belongs to user ${owner}: start as that user, or with another FIELDLOOP_DATA.`);
}

async function start(cluster: Cluster, attempt = 1, wanted?: number): Promise<number> {
  const port = wanted ?? (await freePort());
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC'];
  const options = [...settings, ...(cluster.settings ?? []), ...(cluster.durability === 'fast' ? fast : [])].map((setting) => `-c ${setting}`);
  const log = join(cluster.folder, 'server.log');
  try {
    await run(cluster, cluster.binaries.pg_ctl, [
      'start', '-D', cluster.folder, '-w', '-t', '60', '-l', log, '-o', `-p ${port} ${options.join(' ')}`,
    ]);
  } catch (cause) {
    await refuseIfOwned(cluster);
    if (attempt < 3) {
      // One that was killed while it started leaves processes that the next would refuse to start beside.
      await clearDeadPostmaster(cluster.folder);
      return start(cluster, attempt + 1, wanted);
    }
    throw new StartError(`PostgreSQL did not start; its own words are at the end of ${log}.`, { cause });
  }
  return port;
}

/** Nothing is left to stop when it died a moment ago, or dies meanwhile: what it had committed, the next start finds. */
async function shutDown(cluster: Cluster): Promise<void> {
  if (!runningPostmaster(cluster.folder)) return;
  try {
    await run(cluster, cluster.binaries.pg_ctl, ['stop', '-D', cluster.folder, '-m', 'fast', '-w', '-t', '60']);
  } catch (error) {
    if (runningPostmaster(cluster.folder)) throw error;
  }
}

/**
 * Starts the cluster again, at the same address, whenever the connection that owns it ends unasked: killed for want of
 * memory, or by hand. PostgreSQL itself comes back from the death of anything but its first process.
 */
function keepAlive(cluster: Cluster, port: number, first: pg.Client): { release(): Promise<void> } {
  let releasing = false;
  let owner = first;
  let reviving: Promise<void> = Promise.resolve();
  const watch = (): void => {
    owner.once('end', () => {
      if (!releasing) reviving = revive();
    });
  };
  watch();
  return {
    async release() {
      releasing = true;
      await reviving;
      await owner.end();
    },
  };

  async function revive(): Promise<void> {
    for (let wait = 100; !releasing; wait = Math.min(wait * 2, 5_000)) {
      try {
        if (!runningPostmaster(cluster.folder)) {
          await clearDeadPostmaster(cluster.folder);
          await start(cluster, 1, port);
        }
        owner = await takeOwnership(cluster, port);
        return watch();
      } catch {
        // Its dead processes may not be gone yet: /readyz and every request say that there is no database meanwhile.
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }
}

/** Marks the cluster as ours and makes the database. */
async function takeOwnership(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = quiet(new pg.Client({ connectionString: urlFor(cluster, port, 'postgres') }));
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [ownerLock]);
  const found = await client.query("select 1 from pg_database where datname = 'fieldloop'");
  if (found.rowCount === 0) await client.query('create database fieldloop');
  return client;
}

/** Throws if a live server holds the running cluster; a killed one's lock goes with its connection. */
async function refuseIfOwned(cluster: Cluster): Promise<void> {
  const postmaster = runningPostmaster(cluster.folder);
  if (!postmaster) return;
  const client = quiet(new pg.Client({ connectionString: urlFor(cluster, postmaster.port, 'postgres'), connectionTimeoutMillis: 5_000 }));
  try {
    await client.connect();
  } catch {
    return; // a stale pid file, or a cluster still starting or stopping: pg_ctl decides
  }
  try {
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [ownerLock]);
    if (rows[0]?.free) return;
  } finally {
    await client.end();
  }
  throw new StartError(
    `Another Fieldloop is running on ${dirname(cluster.folder)}: stop it first, or start this one with another FIELDLOOP_DATA and PORT.`,
  );
}

/** A connection may end with the cluster at any moment: whoever asks next hears it, and nobody else need. */
function quiet(client: pg.Client): pg.Client {
  client.on('error', () => {});
  return client;
}

async function answers(url: string): Promise<boolean> {
  const client = quiet(new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 }));
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false; // not ours, or not up: the caller starts it
  }
}

function urlFor(cluster: Pick<Cluster, 'password'>, port: number, database: string): string {
  return `postgres://fieldloop:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** Runs a program to its end, detached so that Ctrl-C in the terminal does not reach PostgreSQL before us. */
function run(cluster: Cluster, program: string, args: readonly string[]): Promise<void> {
  const credentials = cluster.user ? { uid: cluster.user.uid, gid: cluster.user.gid } : {};
  const child = spawn(program, args, {
    ...credentials,
    cwd: '/',
    detached: true,
    // pg_ctl hands its output to the postmaster, so a pipe would never close.
    stdio: program === cluster.binaries.initdb ? ['ignore', 'ignore', 'pipe'] : 'ignore',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' },
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new StartError(`${program} ended with ${code}. ${complaint.trim()}`.trim()));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../apps/server/src/data-folder.ts';
import { runningEmbeddedPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from '../../../apps/server/src/db/embedded.ts';
import { runningPostmaster } from '../../../apps/server/src/db/postmaster.ts';
import { systemUser } from '../../../apps/server/src/db/system-user.ts';
import { StartError } from '../../../apps/server/src/start-error.ts';

const source = resolve(import.meta.dirname, '../../../apps/server/src');
const running: EmbeddedPostgres[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldloop-embedded-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

async function start(folder: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), password: 'a password of a test', durability: 'fast' });
  running.push(postgres);
  return postgres;
}

function postmasterOf(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  it('speaks UTF-8 whatever the machine is set to, and listens to this machine alone', async () => {
    const postgres = await start(newFolder());
    expect(await ask(postgres.url, `select getdatabaseencoding() as encoding, datlocprovider as provider, datlocale as locale,
      current_setting('listen_addresses') as listens from pg_database where datname = current_database()`))
      .toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', listens: '127.0.0.1' }]);
    expect(await ask(postgres.url, `select upper('é') as letter, '静安' < '徐汇' as sorted`)).toEqual([{ letter: 'É', sorted: false }]);
  });

  it('needs its password', async () => {
    const { url } = await start(newFolder());
    await expect(ask(url.replace('a password of a test', 'another'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('refuses a second live server on its folder, in words that say what to do', async () => {
    const folder = newFolder();
    const first = await start(folder);
    const second = startEmbeddedPostgres({ folder: join(folder, 'postgres'), password: 'a password of a test' });
    await expect(second).rejects.toThrow(StartError);
    await expect(second).rejects.toThrow(/Another Fieldloop is running.*FIELDLOOP_DATA/);
    expect(await ask(first.url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
    expect(await runningEmbeddedPostgres({ folder: join(folder, 'postgres'), password: 'a password of a test' })).toBe(first.url);
  });

  it.each(['alone', 'together with PostgreSQL'])('takes over from a server that was killed %s, with everything that was committed', async (killed) => {
    const folder = newFolder();
    const script = `
      const { readFileSync } = await import('node:fs');
      const { startEmbeddedPostgres } = await import(${JSON.stringify(join(source, 'db/embedded.ts'))});
      const { openDatabase } = await import(${JSON.stringify(join(source, 'db/client.ts'))});
      const postgres = await startEmbeddedPostgres({ folder: ${JSON.stringify(join(folder, 'postgres'))}, password: 'a password of a test' });
      const { pool } = openDatabase(postgres.url);
      await pool.query('create table kept (n int)');
      await pool.query('insert into kept values (42)');
      const postmaster = Number(readFileSync(${JSON.stringify(join(folder, 'postgres/postmaster.pid'))}, 'utf8').split('\\n')[0]);
      if (${killed !== 'alone'}) process.kill(postmaster, 'SIGKILL');
      process.kill(process.pid, 'SIGKILL');`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    expect(await new Promise((done) => server.once('exit', (_code, signal) => done(signal)))).toBe('SIGKILL');
    const left = postmasterOf(folder);
    const postgres = await start(folder);
    expect(await ask(postgres.url, 'select n from kept')).toEqual([{ n: 42 }]);
    expect(postmasterOf(folder)).not.toBe(left);
  });

  it('brings PostgreSQL back at the same address after it was killed', async () => {
    const folder = newFolder();
    const { url } = await start(folder);
    const killed = postmasterOf(folder);
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => comesBack(folder, url, killed), { timeout: 50_000, interval: 200 }).toBe(true);
  });

  it('stops while PostgreSQL is away', async () => {
    const folder = newFolder();
    const postgres = await start(folder);
    running.length = 0;
    process.kill(postmasterOf(folder), 'SIGKILL');
    await postgres.stop();
    expect(runningPostmaster(join(folder, 'postgres'))).toBeUndefined();
  });
});

async function comesBack(folder: string, url: string, killed: number): Promise<boolean> {
  if (runningPostmaster(join(folder, 'postgres'))?.process === killed) return false;
  return (await runningEmbeddedPostgres({ folder: join(folder, 'postgres'), password: 'a password of a test' })) === url;
}

describe('the data folder', () => {
  it('keeps its secrets to itself and gives the same ones again', () => {
    const folder = newFolder();
    const first = openDataFolder(folder, undefined);
    expect(openDataFolder(folder, undefined).secrets).toEqual(first.secrets);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toContain(first.secrets.sessionSecret);
  });

  it('says what to do when it is damaged', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'secrets.json'), '{ "databasePassword"');
    expect(() => openDataFolder(folder, undefined)).toThrow(/damaged.*backup/);
  });

  it('says what to do when PostgreSQL, which never runs as root, cannot enter it', () => {
    const user = systemUser();
    if (!user) return; // only root runs it as somebody else
    const closed = newFolder();
    chmodSync(closed, 0o700);
    expect(() => openDataFolder(join(closed, 'data'), user)).toThrow(/cannot enter .*FIELDLOOP_DATA/);
  });
});

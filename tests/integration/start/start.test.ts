import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase } from '../test-database.ts';
import { Visitor } from '../visitor.ts';

const main = resolve(import.meta.dirname, '../../../apps/server/src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'fieldloop-start-'));

beforeAll(() => chmodSync(folder, 0o755));
afterEach(async () => {
  for (const each of started.splice(0)) {
    each.process.kill('SIGINT');
    await each.ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Its exit code, once all that it said has been read. */
  readonly ended: Promise<number | null>;
}

const started: Started[] = [];

/** A server in a process of its own; stopped after the test if it is still there. */
function start(settings: Readonly<Record<string, string>>): Started {
  const process_ = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], FIELDLOOP_DATA: join(folder, 'data'), FIELDLOOP_DEMO: 'never', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [process_.stdout, process_.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const running = { process: process_, output: () => output, ended: new Promise<number | null>((done) => process_.once('close', done)) };
  started.push(running);
  return running;
}

const up = (server: Started) => expect.poll(server.output, { timeout: 90_000, interval: 100 }).toContain('Ctrl-C stops it.');

describe('a start', { timeout: 300_000 }, () => {
  it('says where the desk is, lets a planner in once, stops cleanly, and finds everything again after a kill', async () => {
    const first = start({});
    await up(first);
    const url = /策行 Fieldloop {2}(\S+)/.exec(first.output())?.[1] ?? '';
    const token = /sign-in\?token=(\S+)/.exec(first.output())?.[1] ?? '';
    const planner = new Visitor(url);
    expect((await planner.mutate('people.signInByLink', { token })).data).toMatchObject({
      signedIn: true, via: 'account', memberships: [{ role: 'admin', scope: 'desk' }, { role: 'planner', scope: 'desk' }],
    });
    expect((await new Visitor(url).mutate('people.signInByLink', { token })).status).toBe(401);

    const second = start({});
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/^Another Fieldloop is running.*\n$/);

    first.process.kill('SIGKILL');
    await first.ended;
    const third = start({});
    await up(third);
    const again = new Visitor(/策行 Fieldloop {2}(\S+)/.exec(third.output())?.[1] ?? '');
    for (const [name, value] of planner.cookies) again.cookies.set(name, value);
    expect((await again.query('people.me')).data).toMatchObject({ signedIn: true, via: 'account' });

    third.process.kill('SIGINT');
    third.process.kill('SIGINT'); // package managers pass on what the terminal has sent already
    expect(await third.ended).toBe(0);
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
  });

  it('stops with one sentence at a bad setting', async () => {
    const server = start({ PORT: 'many' });
    expect(await server.ended).toBe(1);
    expect(server.output()).toMatch(/^The setting PORT=many is not usable: .*\.\n$/);
  });

  it('stops with one sentence at a taken port, and starts no database', async () => {
    const holder = createServer();
    const port = await new Promise<number>((done) => holder.listen(0, '127.0.0.1', () => done((holder.address() as { port: number }).port)));
    const server = start({ PORT: String(port) });
    expect(await server.ended).toBe(1);
    expect(server.output()).toBe(`Port ${port} is taken: stop what uses it, or set PORT.\n`);
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
    holder.close();
  });

  it('keeps everything in the PostgreSQL that DATABASE_URL names, and starts none of its own', async () => {
    const database = await startTestDatabase();
    try {
      const server = start({ DATABASE_URL: database.url, FIELDLOOP_DATA: join(folder, 'elsewhere') });
      await up(server);
      const token = /sign-in\?token=(\S+)/.exec(server.output())?.[1] ?? '';
      const planner = new Visitor(/策行 Fieldloop {2}(\S+)/.exec(server.output())?.[1] ?? '');
      expect((await planner.mutate('people.signInByLink', { token })).data).toMatchObject({ signedIn: true });
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      expect((await client.query('select 1 from auth_user')).rowCount).toBe(1);
      await client.end();
      server.process.kill('SIGINT');
      expect(await server.ended).toBe(0);
      expect(existsSync(join(folder, 'elsewhere/postgres'))).toBe(false);
    } finally {
      await database.stop();
    }
  });

  it('stops with one sentence at a database that does not answer', async () => {
    const server = start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await server.ended).toBe(1);
    expect(server.output()).toMatch(/^DATABASE_URL .*\n$/);
  });
});

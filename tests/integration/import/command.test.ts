import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calit2File } from './calit2-sums.ts';

const server = resolve(import.meta.dirname, '../../../apps/server/src');

describe('the command', { timeout: 600_000 }, () => {
  let data: string;
  let running: Running | undefined;

  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'fieldloop-command-'));
    chmodSync(data, 0o755);
  });

  afterAll(async () => {
    running?.child.kill('SIGTERM');
    await running?.ended;
    rmSync(data, { recursive: true, force: true });
  });

  it('joins the database of a running server', async () => {
    running = run('main.ts', []);
    await running.says(/Ctrl-C/);
    const unknown = await run('import/import-counts.ts', [calit2File, '--format', 'calit2', '--site', 'calit2']).ended;
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.text).toMatch(/no site "calit2"[^]*--create-site/);
    const imported = await importing('--create-site', 'CalIt2', '--time-zone', 'America/Los_Angeles');
    expect(imported).toMatchObject({ code: 0 });
    expect(imported.text).toMatch(/10,080 of 10,080 rows\ncalit2: 10080 added, 0 already there\.\n$/);
  });

  it('starts the database itself when no server runs, and stops it again', async () => {
    running?.child.kill('SIGTERM');
    expect(await running?.ended).toMatchObject({ code: 0 });
    const again = await importing();
    expect(again).toMatchObject({ code: 0 });
    expect(again.text).toMatch(/calit2: 0 added, 10080 already there/);
    expect(existsSync(join(data, 'postgres/PG_VERSION'))).toBe(true);
    expect(existsSync(join(data, 'postgres/postmaster.pid'))).toBe(false);
  });

  it('says how it is used', async () => {
    const wrong = await run('import/import-counts.ts', ['--format', 'xls']).ended;
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.text).toMatch(/--skip-bad/);
  });

  function importing(...more: readonly string[]): Promise<Ended> {
    return run('import/import-counts.ts', [calit2File, '--format', 'calit2', '--site', 'calit2', ...more]).ended;
  }

  function run(program: string, args: readonly string[]): Running {
    const { DATABASE_URL: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(server, program), ...args], {
      env: { ...inherited, FIELDLOOP_DATA: data, FIELDLOOP_DEMO: 'never', PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return follow(child);
  }
});

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  says(pattern: RegExp): Promise<void>;
}

function follow(child: ChildProcess): Running {
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, text })));
  return {
    child,
    ended,
    says: (pattern) =>
      new Promise((heard, failed) => {
        const listener = (): void => {
          if (pattern.test(text)) heard();
        };
        listeners.add(listener);
        listener();
        void ended.then(() => failed(new Error(`it ended without saying ${pattern}: ${text}`)));
      }),
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDataFolder } from '../../apps/server/src/data-folder.ts';
import { runningEmbeddedPostgres } from '../../apps/server/src/db/embedded.ts';
import { runningPostmaster } from '../../apps/server/src/db/postmaster.ts';
import { systemUser } from '../../apps/server/src/db/system-user.ts';

/** The real server, in a process of its own, with its embedded PostgreSQL. */
export interface ServerProcess {
  /** Ends it with -9 and starts it again. */
  kill(): Promise<void>;
  /** Ends the first process of PostgreSQL with -9; false when none ran just then. */
  killPostgres(): boolean;
  /** How it has ended without being asked to, which is never right. */
  readonly failures: readonly string[];
  /** Waits until it answers that it and its database work. */
  ready(withinMs: number): Promise<boolean>;
  /** The address of its database right now. */
  databaseUrl(): Promise<string>;
  stop(): Promise<void>;
}

export interface ServerSettings {
  readonly folder: string;
  readonly port: number;
  /** How the phones reach it. */
  readonly origin: string;
  /** Where its output is kept. */
  readonly log: string;
}

const main = resolve(import.meta.dirname, '../../apps/server/src/main.ts');

export function startServer({ folder, port, origin, log }: ServerSettings): ServerProcess {
  const output = createWriteStream(log, { flags: 'a' });
  const failures: string[] = [];
  let asked = false;
  let server = start();
  // Ctrl-C ends a run without its end.
  const orphaned = (): void => void server.kill('SIGINT');
  process.once('exit', orphaned);

  function start(): ChildProcess {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], FIELDLOOP_DATA: folder, FIELDLOOP_DEMO: 'never', PORT: String(port), PUBLIC_URL: origin, LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.pipe(output, { end: false });
    asked = false;
    child.once('exit', (code) => {
      if (!asked) failures.push(`the server ended by itself with ${code} at ${new Date().toISOString()}`);
    });
    return child;
  }

  async function ended(signal: NodeJS.Signals): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    asked = true;
    const exit = new Promise<void>((done) => server.once('exit', () => done()));
    server.kill(signal);
    await exit;
  }

  return {
    failures,
    async kill() {
      await ended('SIGKILL');
      output.write(`\n--- killed at ${new Date().toISOString()}\n`);
      server = start();
    },
    killPostgres() {
      const postmaster = runningPostmaster(join(folder, 'postgres'));
      if (!postmaster) return false;
      process.kill(postmaster.process, 'SIGKILL');
      output.write(`\n--- PostgreSQL killed at ${new Date().toISOString()}\n`);
      return true;
    },
    async ready(withinMs) {
      for (const end = Date.now() + withinMs; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
        if (await answers(port)) return true;
      }
      return false;
    },
    async databaseUrl() {
      const data = openDataFolder(folder, systemUser());
      const url = await runningEmbeddedPostgres({ folder: data.postgres, password: data.secrets.databasePassword });
      if (url === undefined) throw new Error(`no PostgreSQL answers on ${data.postgres}: ${readFileSync(log, 'utf8').slice(-2_000)}`);
      return url;
    },
    async stop() {
      process.off('exit', orphaned);
      await ended('SIGINT');
      output.end();
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // not up yet, and asked again
  }
}

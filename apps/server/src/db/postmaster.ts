import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../process-alive.ts';

/** The server process of a cluster, as its pid file names it: line 1 the process, line 4 the port. */
export interface Postmaster {
  readonly process: number;
  readonly port: number;
}

/** The cluster's running server; undefined when there is none, whatever a left-over pid file says. */
export function runningPostmaster(folder: string): Postmaster | undefined {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = { process: Number(lines[0]), port: Number(lines[3]) };
  return found.port > 0 && isAlive(found.process) ? found : undefined;
}

/**
 * Removes the pid file of a server that is dead for certain. PostgreSQL does so itself, except where dead processes
 * stay listed because nobody collects them, as in a container without an init: then it would refuse to start.
 * Waits for processes that have outlived their server, which may still write.
 */
export async function clearDeadPostmaster(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (process.platform !== 'linux' || !existsSync(file) || runningPostmaster(folder)) return;
  for (let waited = 0; worksIn(folder) && waited < longestWait; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!worksIn(folder)) rmSync(file, { force: true });
}

const longestWait = 20_000;

/** Does any live process stand in this folder, as every process of PostgreSQL does? */
function worksIn(folder: string): boolean {
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder && isAlive(Number(name));
    } catch {
      return false; // ended, or another user's
    }
  });
}

import { spawn, type ChildProcess } from 'node:child_process';
import { whenPackageManagerGoes } from '../../apps/server/src/package-manager.ts';

let running: ChildProcess | undefined;
let cutOff: NodeJS.Signals | undefined;

/** How long a command may take to end by itself before it is killed. */
const graceMs = 8_000;

/**
 * Runs a command to its end and returns its exit code. It has a process group of its own, by which `stopOnSignals`
 * reaches everything that it started.
 */
export async function runCommand(command: string, args: readonly string[], options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv }): Promise<number> {
  await untilEnd();
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'], detached: grouped });
  running = child;
  const code = await new Promise<number>((ended) => {
    child.once('error', (error) => {
      console.error(error);
      ended(1);
    });
    child.once('exit', (status) => ended(status ?? 1));
  });
  await untilEnd();
  running = undefined;
  return code;
}

/** Ctrl-C, kill, a closed terminal and the going of the package manager end the check and all that it started. */
export function stopOnSignals(tidy: () => void): void {
  const stop = (signal: NodeJS.Signals, code: number): void => {
    if (cutOff) return; // package managers pass on what the terminal has sent already
    cutOff = signal;
    void endRunning(signal).then(() => {
      tidy();
      process.stdout.write(`Stopped by ${signal}.\n`);
      process.exit(code);
    });
  };
  for (const [signal, number] of [['SIGHUP', 1], ['SIGINT', 2], ['SIGTERM', 15]] as const) process.on(signal, () => stop(signal, 128 + number));
  whenPackageManagerGoes(() => stop('SIGTERM', 143));
}

async function endRunning(signal: NodeJS.Signals): Promise<void> {
  tell(signal);
  for (let waited = 0; isThere() && waited < graceMs; waited += 100) await new Promise((resolve) => setTimeout(resolve, 100));
  tell('SIGKILL');
}

/** A check that is being stopped goes no further; `stopOnSignals` ends the process. */
async function untilEnd(): Promise<void> {
  if (cutOff) await new Promise(() => undefined);
}

const grouped = process.platform !== 'win32';

function tell(signal: NodeJS.Signals | 0): void {
  if (running?.pid === undefined || !isThere()) return;
  process.kill(grouped ? -running.pid : running.pid, signal);
}

/** Does anything of the running command live? */
function isThere(): boolean {
  if (running?.pid === undefined) return false;
  try {
    return process.kill(grouped ? -running.pid : running.pid, 0);
  } catch {
    return false; // ended
  }
}

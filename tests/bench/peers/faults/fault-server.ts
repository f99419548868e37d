import { fork, type ChildProcess } from 'node:child_process';

/** One engine's server: a process that can be ended with -9 and started again on the same store. */
export interface FaultServer {
  /** Where it listens, or last listened. */
  port(): number;
  /** Ends it with -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again unless it runs; resolves when it answers. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Facts of one schedule, as the server's store has them. */
export interface Effects {
  /** How often each took effect. */
  readonly times: readonly number[];
  /** The same, had the server looked at the key that each request carries; where there is one. */
  readonly withKey?: readonly number[] | undefined;
}

/** What one schedule after the other runs against: a server with a store of its own. */
export interface Lane {
  readonly server: FaultServer;
  /** Added to the page's address. */
  readonly query: string;
  effects(ids: readonly string[]): Promise<Effects>;
}

/** Starts `file` as a process of its own. It sends `{ port }` once it answers, and ends with this process. */
export async function startFaultServer(file: string, args: readonly string[]): Promise<FaultServer> {
  let port = 0;
  let child: ChildProcess | undefined;
  const running = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;

  async function start(): Promise<void> {
    if (running()) return;
    // Detached, so that Ctrl-C does not reach it while its schedule still runs; it ends when this process does.
    const started = fork(file, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: ['--disable-warning=ExperimentalWarning'] });
    let complaint = '';
    started.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-2_000)));
    child = started;
    ({ port } = await new Promise<{ port: number }>((resolve, reject) => {
      const failed = (code: number | null): void => reject(new Error(`a server ended with ${code} before it answered: ${complaint}`));
      started.once('exit', failed);
      started.once('message', (message) => {
        started.off('exit', failed);
        resolve(message as { port: number });
      });
    }));
  }

  function end(how: (child: ChildProcess) => void): Promise<void> {
    return new Promise((resolve) => {
      if (!child || !running()) return resolve();
      child.once('exit', () => resolve());
      how(child);
    });
  }

  await start();
  return { port: () => port, start, kill: () => end((process) => process.kill('SIGKILL')), stop: () => end((process) => process.disconnect()) };
}

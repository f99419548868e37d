import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What one round came to. */
export interface Result {
  readonly seconds?: number;
  readonly requests?: number;
  readonly delays?: number[];
  /** Why the engine does not do this. */
  readonly without?: string;
  /** It was not done in time. */
  readonly stopped?: boolean;
}

/** Seconds that what is measured may take. */
export const longest = 60;
/** Seconds for all that comes before, such as filling a server. */
const longestPreparation = 300;

/** One round in processes of its own. @throws when a part of it fails */
export function measure(engine: string, work: string, size: number, more: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'measure.ts'), [engine, work, String(size), String(more)], {
      // What engines write to their logs is theirs; errors are shown when it fails.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4_000)));
    let result: Result | undefined;
    let tooLong = endAfter(longestPreparation);
    // Its own servers end when it is gone; one that is busy does not hear a polite word.
    function endAfter(seconds: number): NodeJS.Timeout {
      return setTimeout(() => {
        result = seconds === longest ? { stopped: true } : { without: `it was not ready after ${longestPreparation} s` };
        child.kill('SIGKILL');
      }, seconds * 1_000);
    }
    child.on('message', (message) => {
      clearTimeout(tooLong);
      if (typeof message === 'object' && 'began' in message) tooLong = endAfter(longest);
      else result = message as Result;
    });
    child.once('exit', (code) => {
      clearTimeout(tooLong);
      if (result) resolve(result);
      else reject(new Error(`ended with ${code}: ${complaint.match(/^\w*Error.*$/m)?.[0] ?? complaint.trim().slice(-300)}`));
    });
  });
}

import { readFileSync } from 'node:fs';
import { isAlive, statOf } from './process-alive.ts';

/**
 * Calls back when npm, npx or pnpm, by which this process was started, has gone away. They do not all pass a signal
 * on, and a server that nobody can see any more must not stay.
 */
export function whenPackageManagerGoes(goes: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const chain = process.platform === 'linux' ? packageManagers() : [process.ppid];
  const watch = setInterval(() => {
    if (chain.every(isAlive)) return;
    clearInterval(watch);
    goes();
  }, 1_000);
  watch.unref();
}

/** The unbroken line of package managers, and shells that run their scripts, above this process. */
function packageManagers(): number[] {
  const chain: number[] = [];
  let id = process.ppid;
  for (let stat = statOf(id); stat && id > 1; stat = statOf(id)) {
    const isManager = /^(npm|npx|pnpm|node)/.test(stat.name) || (/^(sh|dash|bash)$/.test(stat.name) && runsOneScript(id));
    if (!isManager) break;
    chain.push(id);
    id = stat.parent;
  }
  return chain;
}

function runsOneScript(shell: number): boolean {
  try {
    return readFileSync(`/proc/${shell}/cmdline`, 'utf8').split('\0')[1] === '-c';
  } catch {
    return false; // ended
  }
}

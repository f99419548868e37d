import { readFileSync } from 'node:fs';

/** Does this process still run? One that has ended but is listed because nobody collects it does not. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || statOf(id)?.state !== 'Z';
}

/** What Linux says of a process; undefined when it is gone. */
export function statOf(id: number): { readonly name: string; readonly state: string; readonly parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name in parentheses may hold anything, parentheses too.
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), state, parent: Number(parent) };
  } catch {
    return undefined; // ended
  }
}

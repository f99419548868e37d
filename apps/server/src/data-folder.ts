import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { canEnter, type SystemUser } from './db/system-user.ts';
import { StartError } from './start-error.ts';

/** Everything a server keeps on disk: the embedded database, photos and its own secrets. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly blobs: string;
  readonly secrets: Secrets;
  /** Why it is not the default folder, for the person at the terminal. */
  readonly note?: string | undefined;
}

const secretsShape = z.object({
  /** Of the embedded database. */
  databasePassword: z.string().min(16),
  /** Signs sessions. */
  sessionSecret: z.string().min(32),
});

export type Secrets = z.infer<typeof secretsShape>;

const repository = resolve(import.meta.dirname, '../../..');

/**
 * Opens (and makes) the data folder: `chosen`, or `.fieldloop` in the repository. When PostgreSQL must run as
 * `user` and that user cannot enter the default, `/var/lib` is used and `note` says so.
 */
export function openDataFolder(chosen: string | undefined, user: SystemUser | undefined): DataFolder {
  const preferred = resolve(chosen ?? join(repository, '.fieldloop'));
  makeFolder(preferred);
  if (canEnter(preferred, user)) return opened(preferred);
  if (chosen !== undefined) {
    throw new StartError(
      `PostgreSQL runs as user ${user?.uid} because we are root, and cannot enter ${preferred}: choose another FIELDLOOP_DATA, or make the folders above it enterable (chmod o+x).`,
    );
  }
  const name = createHash('sha256').update(repository).digest('hex').slice(0, 8);
  const elsewhere = `/var/lib/fieldloop-${name}`;
  makeFolder(elsewhere);
  return opened(elsewhere, `Data is kept in ${elsewhere}, because PostgreSQL cannot enter ${preferred}.`);
}

function opened(path: string, note?: string): DataFolder {
  const blobs = join(path, 'blobs');
  makeFolder(blobs);
  return { path, postgres: join(path, 'postgres'), blobs, secrets: secretsIn(path), note };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
  } catch (cause) {
    throw new StartError(`The data folder ${path} cannot be made: choose another with FIELDLOOP_DATA.`, { cause });
  }
}

function secretsIn(path: string): Secrets {
  const file = join(path, 'secrets.json');
  if (existsSync(file)) {
    const read = secretsShape.safeParse(parsed(textOf(file)));
    if (read.success) return read.data;
    throw new StartError(`${file} is damaged: restore it from a backup, or start with another FIELDLOOP_DATA.`);
  }
  const secrets: Secrets = {
    databasePassword: randomBytes(24).toString('base64url'),
    sessionSecret: randomBytes(48).toString('base64url'),
  };
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new StartError(`${file} cannot be read (${code}): start as the user whose data this is, or with another FIELDLOOP_DATA.`, { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // reported as damaged by the caller
  }
}

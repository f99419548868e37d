import { SyncError } from '@fieldloop/sync/protocol';
import { awayCodes } from '../db/database-away.ts';
import { UnstorableError } from '@fieldloop/sync/server';

/** What the ledger does about a database error, by its code: try again later, bisect, or give up. */
export function storeError(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return error;
  if (code.startsWith('22')) return new UnstorableError(`PostgreSQL refuses a value (${code})`, { cause: error });
  if (temporary.some((prefix) => code.startsWith(prefix))) {
    return new SyncError('busy', `PostgreSQL cannot answer now (${code})`, { cause: error });
  }
  return error;
}

/** Written by somebody else meanwhile (23505), connection trouble (08), rolled back (40), no resources (53), lock or statement timed out (55P03, 57014), shutting down. */
const temporary = ['23505', '40', '55P03', '57014', ...awayCodes];

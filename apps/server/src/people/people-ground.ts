import type { Ledger } from '@fieldloop/sync/server';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/client.ts';
import type { Env } from '../env.ts';
import type { Auth } from './auth.ts';

/** What the parts about people stand on. */
export interface PeopleGround {
  readonly db: Database;
  readonly env: Env;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly auth: Auth;
  readonly log: Logger;
  /** Keys the hashes of enrolment codes. */
  readonly secret: string;
}

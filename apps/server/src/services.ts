import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Database } from './db/client.ts';
import type { Env } from './env.ts';
import type { LiveBus } from './live-bus.ts';
import type { Admin } from './people/admin.ts';
import type { People } from './people/people.ts';

/** What one running server is made of; nothing global. */
export interface Services {
  readonly env: Env;
  readonly clock: Clock;
  readonly db: Database;
  readonly live: LiveBus;
  readonly log: Logger;
  readonly people: People;
  readonly admin: Admin;
}

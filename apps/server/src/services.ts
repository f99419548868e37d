import type { Ledger } from '@fieldloop/sync/server';
import type { Logger } from 'pino';
import type { Alerts } from './alerts/alerts.ts';
import type { WaitingFiles } from './carried/waiting-files.ts';
import type { Clock } from './clock.ts';
import type { DataFolder } from './data-folder.ts';
import type { Database } from './db/client.ts';
import type { Delivery } from './delivery/delivery.ts';
import type { Env } from './env.ts';
import type { LiveBus } from './live/live-bus.ts';
import type { Admin } from './people/admin.ts';
import type { People } from './people/people.ts';
import type { Photos } from './photos/photos.ts';
import type { Uploads } from './photos/uploads.ts';
import type { Quarantine } from './quarantine/quarantine.ts';

/** What one running server is made of; nothing global. */
export interface Services {
  readonly env: Env;
  readonly data: Pick<DataFolder, 'path' | 'blobs' | 'secrets'>;
  readonly clock: Clock;
  readonly db: Database;
  readonly ledger: Ledger;
  readonly live: LiveBus;
  readonly log: Logger;
  readonly people: People;
  readonly admin: Admin;
  readonly quarantine: Quarantine;
  readonly waitingFiles: WaitingFiles;
  readonly delivery: Delivery;
  readonly alerts: Alerts;
  readonly photos: Photos;
  readonly uploads: Uploads;
  /** Aborted when the server is about to stop: long answers end. */
  readonly stopping: AbortSignal;
}

import { Dexie, type EntityTable } from 'dexie';
import type { Membership } from '@fieldloop/domain/fact';

/** Who this browser profile is, so that no screen waits for the network. */
export interface StoredIdentity {
  readonly key: 'current';
  readonly person: { readonly id: string; readonly name: string; readonly locale: string };
  readonly organization: { readonly id: string; readonly name: string };
  readonly via: 'account' | 'enrolment';
  readonly memberships: readonly Membership[];
  /** Device time of the last answer of the server. */
  readonly confirmedAt: number;
  /** Server time minus device time, as that answer said. */
  readonly offset?: number | undefined;
  /** The server no longer accepts the sign-in; the outbox waits. */
  readonly signedOut: boolean;
}

/** Small things that belong to the browser profile rather than to facts. */
export interface Setting {
  readonly key: string;
  readonly value: unknown;
}

/** What a person has begun and not sent. Restored after a crash or an update. */
export interface Draft {
  readonly key: string;
  readonly savedAt: number;
  readonly value: unknown;
}

export interface ProfileDatabase extends Dexie {
  readonly identity: EntityTable<StoredIdentity, 'key'>;
  readonly settings: EntityTable<Setting, 'key'>;
  readonly drafts: EntityTable<Draft, 'key'>;
}

/** One per browser profile, whoever is signed in. */
export function openProfileDatabase(name = 'fieldloop'): ProfileDatabase {
  const database = new Dexie(name) as ProfileDatabase;
  database.version(1).stores({ identity: 'key', settings: 'key', drafts: 'key' });
  return database;
}


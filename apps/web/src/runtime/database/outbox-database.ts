import { Dexie, type EntityTable, type Table } from 'dexie';
import type { ScopeKey, Stamp } from '@fieldloop/domain/fact';
import type { StoredFact } from '@fieldloop/sync/client';

/** A fact as stored, with what an index needs lifted out of it. */
export interface FactRow extends StoredFact {
  readonly seq: number;
  readonly id: string;
  readonly scope: ScopeKey;
  /** How often the server has failed at this fact alone. */
  readonly failures?: number | undefined;
  /** Of a fact that the desk let in, once the server was asked: what counts, and empty where that is what was written. */
  readonly counts?: { readonly instead?: unknown } | undefined;
}

/** The device that this database is; one row. */
export interface DeviceRow {
  readonly key: 'current';
  readonly device: string;
  readonly lastSeq: number;
  readonly settledSeq: number;
  /** Highest seq that was handed to the network. */
  readonly sentSeq: number;
  readonly stamp?: Stamp | undefined;
  readonly offset: number;
  /** Server time when `offset` was measured, ms. Absent before, and in rows of older versions of the app. */
  readonly heardAt?: number | undefined;
  readonly epoch?: string | undefined;
}

export interface OutboxDatabase extends Dexie {
  readonly facts: Table<FactRow, [string, number]>;
  readonly device: EntityTable<DeviceRow, 'key'>;
}

/**
 * What one person wrote on this browser profile. Opened for strict durability: a fact that was called saved must
 * survive the power going off, and Chromium's default does not promise that.
 */
export function openOutboxDatabase(name: string): OutboxDatabase {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as OutboxDatabase;
  database.version(1).stores({
    facts: '[device+seq], id, [device+state+seq], state, [scope+version], [savedAt+seq]',
    device: 'key',
  });
  return database;
}

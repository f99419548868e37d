import { Dexie, type EntityTable, type Table } from 'dexie';
import type { ScopeKey } from '@fieldloop/domain/fact';
import type { AppliedSeq, CachedRecord, CachedTally, ScopeState } from '@fieldloop/sync/client';

/** A record with the snapshot round in which it was last read. */
export interface RecordRow extends CachedRecord {
  readonly round: number;
}

/** A tally bucket under one string that holds its whole key. */
export interface TallyRow extends CachedTally {
  readonly scope: ScopeKey;
  readonly key: string;
  readonly round: number;
}

export interface CacheMeta {
  readonly key: 'current';
  readonly epoch?: string | undefined;
  readonly applied?: AppliedSeq | undefined;
}

export interface CacheDatabase extends Dexie {
  readonly records: Table<RecordRow, [ScopeKey, string, string]>;
  readonly tallies: Table<TallyRow, [ScopeKey, string]>;
  readonly scopes: EntityTable<ScopeState, 'scope'>;
  readonly meta: EntityTable<CacheMeta, 'key'>;
}

/** What one person may read, as last read. Losing it costs a snapshot, so relaxed durability will do. */
export function openCacheDatabase(name: string): CacheDatabase {
  const database = new Dexie(name) as CacheDatabase;
  database.version(1).stores({
    records: '[scope+kind+id]',
    tallies: '[scope+key], [scope+start]',
    scopes: 'scope',
    meta: 'key',
  });
  return database;
}

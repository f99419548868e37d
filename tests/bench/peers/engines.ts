import type { Durability } from './peer.ts';

/** An engine as it is compared: what it runs on, and what a page must load for it. */
export interface Engine {
  readonly name: string;
  readonly packages: readonly string[];
  readonly durability: Durability;
  /** The imports of a page, and in words what they are. */
  readonly bundle: string;
  readonly bundled: string;
  /** A page does the same in Chromium, out of and into its IndexedDB. */
  readonly inBrowser?: boolean;
  /** What a subscriber has when it is told of a write, unless it is the record itself. */
  readonly heard?: string;
}

const memory = 'memory';

export const engines: readonly Engine[] = [
  {
    name: 'fieldloop', packages: [],
    durability: { server: 'PostgreSQL with fsync, permissions and folds in the same transaction', client: `${memory} (IndexedDB, strict, in the product)` },
    bundle: `export * from '@fieldloop/sync/client'; export { pushResponse, pullResponse, liveHint, SyncError } from '@fieldloop/sync/protocol';`,
    bundled: 'the engine, the overlay and the frames with zod/mini',
    heard: 'a hint which scope to pull',
    inBrowser: true,
  },
  {
    name: 'hocuspocus', packages: ['@hocuspocus/server', '@hocuspocus/provider', 'yjs'],
    durability: { server: memory, client: memory },
    bundle: `export { HocuspocusProvider } from '@hocuspocus/provider'; export { Doc } from 'yjs';`,
    bundled: 'provider and yjs',
  },
  {
    name: 'rxdb', packages: ['rxdb', 'rxjs'],
    durability: { server: memory, client: memory },
    bundle: `export { createRxDatabase } from 'rxdb/plugins/core'; export { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'; export { replicateWithWebsocketServer } from 'rxdb/plugins/replication-websocket';`,
    bundled: 'core, Dexie storage and websocket replication',
    inBrowser: true,
  },
  {
    name: 'triplit', packages: ['@triplit/client', '@triplit/server'],
    durability: { server: memory, client: memory },
    bundle: `export { TriplitClient, Schema } from '@triplit/client';`,
    bundled: 'client',
  },
  {
    name: 'zero', packages: ['@rocicorp/zero'],
    durability: { server: 'PostgreSQL with fsync, a transaction per mutation; read from a replica in SQLite', client: memory },
    bundle: `export { Zero, createSchema, createBuilder, defineMutators, defineQueries } from '@rocicorp/zero';`,
    bundled: 'client',
  },
  {
    name: 'tinybase', packages: ['tinybase', 'ws'],
    durability: { server: 'a JSON file, written whole after a change, no fsync', client: memory },
    bundle: `export { createMergeableStore } from 'tinybase'; export { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client'; export { createIndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';`,
    bundled: 'mergeable store, websocket synchronizer and IndexedDB persister',
  },
  {
    name: 'pouchdb', packages: ['pouchdb', 'express-pouchdb', 'express'],
    durability: { server: 'LevelDB, written without sync', client: 'LevelDB, written without sync' },
    bundle: `export { default } from 'pouchdb/dist/pouchdb.js';`,
    bundled: 'pouchdb with its IndexedDB adapter',
    inBrowser: true,
  },
  {
    name: 'tanstack', packages: ['@tanstack/offline-transactions', '@tanstack/db'],
    durability: { server: 'PostgreSQL with fsync, an INSERT per transaction (an endpoint of ours; it brings no server)', client: 'IndexedDB (fake-indexeddb)' },
    bundle: `export { startOfflineExecutor, IndexedDBAdapter } from '@tanstack/offline-transactions'; export { createCollection } from '@tanstack/db';`,
    bundled: 'db and offline-transactions',
  },
];

import { describeCacheStore, describeOutboxStore } from '@fieldloop/sync/testing';
import { openCacheDatabase } from '../../../apps/web/src/runtime/database/cache-database.ts';
import { dexieCacheStore } from '../../../apps/web/src/runtime/database/dexie-cache-store.ts';
import { dexieOutboxStore } from '../../../apps/web/src/runtime/database/dexie-outbox-store.ts';
import { openOutboxDatabase } from '../../../apps/web/src/runtime/database/outbox-database.ts';
import { runAll, type Result } from './suite.ts';

let opened = 0;
const uniqueName = () => `contract-${(opened += 1)}`;

describeOutboxStore('IndexedDB', async () => dexieOutboxStore(openOutboxDatabase(uniqueName())));
describeCacheStore('IndexedDB', async () => dexieCacheStore(openCacheDatabase(uniqueName())));

declare global {
  var runContract: () => Promise<readonly Result[]>;
}
globalThis.runContract = runAll;

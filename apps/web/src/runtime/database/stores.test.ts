import { describeCacheStore, describeOutboxStore } from '@fieldloop/sync/testing';
import { openCacheDatabase } from './cache-database.ts';
import { dexieCacheStore } from './dexie-cache-store.ts';
import { dexieOutboxStore } from './dexie-outbox-store.ts';
import { openOutboxDatabase } from './outbox-database.ts';

let opened = 0;
const uniqueName = () => `contract-${(opened += 1)}`;

describeOutboxStore('Dexie', async () => dexieOutboxStore(openOutboxDatabase(uniqueName())));
describeCacheStore('Dexie', async () => dexieCacheStore(openCacheDatabase(uniqueName())));

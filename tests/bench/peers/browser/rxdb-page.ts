import { replicateWithWebsocketServer } from 'rxdb/plugins/replication-websocket';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { openDatabase } from '../engines/rxdb-facts.ts';
import { BATCH, fact } from '../facts.ts';
import { secondsOf } from './browser-page.ts';

const url = `ws://${location.host}/socket`;
const { facts: drained, warm, records } = await openDatabase('client', getRxStorageDexie());

async function save(collection: typeof drained, count: number): Promise<void> {
  await collection.bulkInsert(Array.from({ length: count }, (_, index) => fact(index)));
}

async function send(collection: typeof drained): Promise<void> {
  const replication = await replicateWithWebsocketServer({ replicationIdentifier: collection.name, collection, url, batchSize: BATCH });
  await replication.awaitInSync();
}

window.measures = {
  async write(count) {
    await save(warm, Math.ceil(count / 10));
    await send(warm);
    await save(drained, count);
  },
  drain: () => secondsOf(() => send(drained)),
  async catchUp(count) {
    return secondsOf(async () => {
      const replication = await replicateWithWebsocketServer({ replicationIdentifier: 'records', collection: records, url, batchSize: BATCH });
      await replication.awaitInitialReplication();
      while ((await records.count().exec()) !== count) await new Promise((resolve) => setTimeout(resolve, 100));
    });
  },
};

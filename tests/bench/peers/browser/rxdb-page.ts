import { replicateWithWebsocketServer } from 'rxdb/plugins/replication-websocket';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { openDatabase } from '../engines/rxdb-facts.ts';
import { fact } from '../facts.ts';
import { secondsOf } from './browser-page.ts';

const url = `ws://${location.host}/socket`;
const { facts: drained, warm, records } = await openDatabase('client', getRxStorageDexie());

async function drain(collection: typeof drained, count: number): Promise<number> {
  await collection.bulkInsert(Array.from({ length: count }, (_, index) => fact(index)));
  return secondsOf(async () => {
    const replication = await replicateWithWebsocketServer({ replicationIdentifier: collection.name, collection, url });
    await replication.awaitInSync();
    await replication.cancel();
  });
}

window.measures = {
  async drain(count) {
    await drain(warm, Math.ceil(count / 10));
    return drain(drained, count);
  },
  async catchUp(count) {
    return secondsOf(async () => {
      const replication = await replicateWithWebsocketServer({ replicationIdentifier: 'records', collection: records, url });
      await replication.awaitInitialReplication();
      while ((await records.count().exec()) !== count) await new Promise((resolve) => setTimeout(resolve, 100));
    });
  },
};

import { replicateWithWebsocketServer } from 'rxdb/plugins/replication-websocket';
import { BATCH, fact } from '../facts.ts';
import { startClock, until, type PeerClient } from '../peer.ts';
import { openDatabase } from './rxdb-facts.ts';

export const client: PeerClient = {
  without: 'fan-out: the open build opens 16 collections a process, so 500 clients do not fit',
  async drain(server, count, room) {
    const { facts: drained, warm } = await openDatabase(room);
    const facts = room === 'drain' ? drained : warm;
    await facts.bulkInsert(Array.from({ length: count }, (_, index) => fact(index)));
    const elapsed = startClock();
    const replication = await replicateWithWebsocketServer({ replicationIdentifier: room, collection: facts, url: `ws://127.0.0.1:${server.port}/socket`, batchSize: BATCH });
    await replication.awaitInSync();
    const seconds = elapsed();
    await replication.cancel();
    if (room === 'drain' && (await server.count()) !== count) throw new Error(`${await server.count()} of ${count} arrived`);
    return { seconds };
  },
  async catchUp(server, count) {
    const { records } = await openDatabase('client');
    const elapsed = startClock();
    const replication = await replicateWithWebsocketServer({ replicationIdentifier: 'records', collection: records, url: `ws://127.0.0.1:${server.port}/socket`, batchSize: BATCH });
    await replication.awaitInitialReplication();
    await until(async () => (await records.count().exec()) === count, 20);
    return elapsed();
  },
};

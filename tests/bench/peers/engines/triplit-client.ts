import { TriplitClient } from '@triplit/client';
import { fact } from '../facts.ts';
import { startClock, timeWrites, until, type PeerClient, type Server } from '../peer.ts';
import { schema } from './triplit-schema.ts';

const open = (server: Server) =>
  new TriplitClient({ serverUrl: `http://127.0.0.1:${server.port}`, token: server.token ?? '', schema, storage: 'memory', autoConnect: false, logLevel: 'error' });

export const client: PeerClient = {
  async drain(server, facts, room) {
    const outbox = open(server);
    const collection = room === 'drain' ? 'facts' : 'warm';
    let acknowledged = 0;
    outbox.onEntitySyncSuccess(collection, fact(facts - 1).id, () => (acknowledged += 1));
    await outbox.transact(async (transaction) => {
      for (let index = 0; index < facts; index += 1) await transaction.insert(collection, fact(index));
    });
    const elapsed = startClock();
    await outbox.connect();
    await until(() => acknowledged > 0);
    const seconds = elapsed();
    outbox.disconnect();
    if (room === 'drain' && (await server.count()) !== facts) throw new Error(`${await server.count()} of ${facts} arrived`);
    return { seconds };
  },
  async catchUp(server, records) {
    const cache = open(server);
    const elapsed = startClock();
    await cache.connect();
    let held = 0;
    // Its own types do not fit each other where an absent property is not one that is undefined.
    cache.subscribe(cache.query('records') as never, (rows: readonly unknown[]) => (held = rows.length));
    await until(() => held === records);
    return elapsed();
  },
  async fanOut(server, subscribers, writes) {
    let heard: () => void = () => undefined;
    const held: number[] = [];
    for (let reader = 0; reader < subscribers; reader += 1) {
      const client = open(server);
      await client.connect();
      held[reader] = -1;
      client.subscribe(client.query('facts') as never, (rows: readonly unknown[]) => {
        if (rows.length > (held[reader] ?? 0) && (held[reader] ?? 0) >= 0) heard();
        held[reader] = rows.length;
      });
    }
    await until(() => held.every((count) => count >= 0));
    const writer = open(server);
    await writer.connect();
    return timeWrites(subscribers, writes, (tell) => (heard = tell), async (index) => void (await writer.insert('facts', { ...fact(index), id: `w${index}` })));
  },
};

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Zero } from '@rocicorp/zero';
import { fact } from '../facts.ts';
import { startClock, timeWrites, until, type PeerClient } from '../peer.ts';
import { mutators, queries, schema } from './zero-app.ts';

function open(port: number) {
  return new Zero({ cacheURL: `http://127.0.0.1:${port}`, schema, mutators, userID: 'peer', kvStore: 'mem', storageKey: crypto.randomUUID(), logLevel: 'error' });
}

/** A way to the server that leads nowhere until it is opened: Zero connects as soon as it is made. */
async function gateTo(target: number) {
  const waiting: Socket[] = [];
  let isOpen = false;
  const pass = (client: Socket): void => {
    const server = connect({ port: target, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, server]) socket.on('error', () => [client, server].forEach((each) => each.destroy()));
    client.pipe(server).pipe(client);
  };
  const gate = createServer({ noDelay: true }, (client) => void (isOpen ? pass(client) : waiting.push(client)));
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  return {
    port: (gate.address() as AddressInfo).port,
    open() {
      isOpen = true;
      for (const client of waiting.splice(0)) pass(client);
    },
    close: () => void gate.close(),
  };
}

export const client: PeerClient = {
  async drain(server, facts, room) {
    const gate = await gateTo(server.port);
    const zero = open(gate.port);
    // The warm-up has ids of its own, in the same table.
    const written = Array.from({ length: facts }, (_, index) => zero.mutate(mutators.addFact({ ...fact(index), id: `${room}-${fact(index).id}` })));
    for (const { client: local } of written) await local;
    const before = await server.count();
    const elapsed = startClock();
    gate.open();
    await Promise.all(written.map(({ server: acknowledged }) => acknowledged));
    const seconds = elapsed();
    await zero.close();
    gate.close();
    const arrived = (await server.count()) - before;
    if (arrived !== facts) throw new Error(`${arrived} of ${facts} arrived`);
    return { seconds };
  },
  async catchUp(server, records) {
    const zero = open(server.port);
    const elapsed = startClock();
    const view = zero.materialize(queries.records());
    let held = 0;
    view.addListener((rows) => (held = rows.length));
    await until(() => held === records);
    return elapsed();
  },
  async fanOut(server, subscribers, writes) {
    let heard: () => void = () => undefined;
    const held: number[] = [];
    for (let reader = 0; reader < subscribers; reader += 1) {
      const view = open(server.port).materialize(queries.facts());
      held[reader] = -1;
      view.addListener((rows, result) => {
        if (held[reader] === -1 && result !== 'complete') return;
        if (rows.length > (held[reader] ?? 0) && (held[reader] ?? 0) >= 0) heard();
        held[reader] = rows.length;
      });
    }
    await until(() => held.every((count) => count >= 0), 20);
    const writer = open(server.port);
    return timeWrites(subscribers, writes, (tell) => (heard = tell), (index) => void writer.mutate(mutators.addFact({ ...fact(index), id: `w${index}` })));
  },
};

import 'fake-indexeddb/auto';
import { createCollection } from '@tanstack/db';
import { IndexedDBAdapter, startOfflineExecutor, type OnlineDetector } from '@tanstack/offline-transactions';
import { fact, type record } from '../facts.ts';
import { startClock, until, type PeerClient, type Server } from '../peer.ts';

type Fact = ReturnType<typeof fact>;
type Row = ReturnType<typeof record>;

const localFacts = () => createCollection<Fact, string>({
  id: 'facts', getKey: ({ id }) => id,
  sync: { sync: ({ markReady }) => markReady() },
});

/** Offline until told otherwise; the default looks at `window`. */
class Switch implements OnlineDetector {
  online = false;
  readonly #listeners = new Set<() => void>();
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  notifyOnline = (): void => {
    this.online = true;
    for (const listener of this.#listeners) listener();
  };
  isOnline = () => this.online;
  dispose = (): void => this.#listeners.clear();
}

export const client: PeerClient = {
  without: 'fan-out: it has no live connection of its own',
  async drain(server: Server, facts, room) {
    const collection = localFacts();
    const detector = new Switch();
    let done = 0;
    const executor = startOfflineExecutor({
      collections: { facts: collection },
      storage: new IndexedDBAdapter(room, 'transactions'),
      onlineDetector: detector,
      leaderElection: { requestLeadership: async () => true, releaseLeadership: () => undefined, isLeader: () => true, onLeadershipChange: () => () => undefined },
      mutationFns: {
        async send({ transaction, idempotencyKey }) {
          const response = await fetch(`http://127.0.0.1:${server.port}/`, {
            method: 'POST', body: JSON.stringify({ key: idempotencyKey, fact: transaction.mutations[0]?.modified }),
          });
          if (!response.ok) throw new Error(`answered ${response.status}`);
          await response.text();
          done += 1;
        },
      },
    });
    await executor.waitForInit();
    // A commit resolves once it is sent: only the writing to the outbox is waited for here.
    for (let index = 0; index < facts; index += 1) {
      const transaction = executor.createOfflineTransaction({ mutationFnName: 'send', autoCommit: false });
      transaction.mutate(() => collection.insert(fact(index)));
      transaction.commit().catch(() => undefined);
    }
    await until(async () => (await executor.peekOutbox()).length === facts, 2_000);
    const elapsed = startClock();
    detector.notifyOnline();
    await until(() => done === facts);
    const seconds = elapsed();
    executor.dispose();
    return { seconds, requests: done };
  },
  async catchUp(server, records) {
    const elapsed = startClock();
    const collection = createCollection<Row, string>({
      id: 'records', getKey: ({ id }) => id,
      sync: {
        sync({ begin, write, commit, markReady }) {
          void (async () => {
            const rows = (await (await fetch(`http://127.0.0.1:${server.port}/`)).json()) as Row[];
            begin();
            for (const value of rows) write({ type: 'insert', value });
            commit();
            markReady();
          })();
        },
      },
    });
    await collection.preload();
    if (collection.size !== records) throw new Error(`${collection.size} of ${records} arrived`);
    return elapsed();
  },
};

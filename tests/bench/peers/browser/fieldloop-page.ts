import { openSession } from '../../../../apps/web/src/runtime/session/session.ts';
import { secondsOf } from './browser-page.ts';
import { joined } from './join-product.ts';

const session = openSession({ ...(await joined()), tallies: true });
const engine = await session.engine.ready();

/** Puts facts into the outbox, many in a transaction. */
async function save(facts: number): Promise<void> {
  for (let from = 0; from < facts; from += 500) {
    await session.outboxDatabase.transaction('rw', session.outboxDatabase.tables, async () => {
      for (let index = from; index < Math.min(facts, from + 500); index += 1) {
        await session.write({
          name: 'people-counted', version: 1, scope: 'site:drain',
          payload: { shift: 'shift-1', counter: index % 4 === 0 ? 'entered' : 'passedBy', count: 1 },
        });
      }
    });
  }
}

/** The engine starts, and pushes until nothing waits. */
async function send(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stopListening = engine.subscribe(({ phase, pending }) => {
      if (phase !== 'pulling' || pending > 0) return;
      stopListening();
      resolve();
    });
    engine.start();
  });
}

window.measures = {
  async write(facts) {
    await save(Math.ceil(facts / 10));
    await send();
    await engine.stop();
    await save(facts);
  },
  drain: () => secondsOf(send),
  async catchUp(records) {
    const seconds = await secondsOf(() => engine.flush());
    const held = await session.cacheDatabase.records.count();
    if (held < records) throw new Error(`${held} of ${records} records are in IndexedDB`);
    return seconds;
  },
};

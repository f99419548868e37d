import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { inBrowser } from './browser/in-browser.ts';
import type { PeerClient, Served, Server } from './peer.ts';

/** What is measured, of one engine, in a process of its own: `measure.ts <engine> <work> <size> [more]`. */
const [engine = '', work = '', size = '0', more = '0'] = process.argv.slice(2);
const { client } = (await import(`./engines/${engine}-client.ts`)) as { client: PeerClient };

/** Round trip in ms and share of segments lost, of the slow way. */
const slow = ['100', '0.01'];
const ways: Readonly<Record<string, (server: Server) => Promise<object> | undefined>> = {
  async drain(server) {
    return drain(server, server);
  },
  async drainSlow(server) {
    const proxy = child('lossy-proxy.ts', [String(server.port), ...slow]);
    const { port } = await told<{ port: number }>(proxy);
    const drained = await drain(server, { ...server, port });
    proxy.disconnect();
    return drained;
  },
  async catchUp(server) {
    await client.fill?.(server, Number(size));
    return client.catchUp ? { seconds: await client.catchUp(server, Number(size)) } : { without: client.without };
  },
  async drainBrowser(server) {
    return {
      seconds: await inBrowser(engine, server, client.query?.(server, 'drain') ?? '', {
        prepare: (page) => page.evaluate((facts) => window.measures.write(facts), Number(size)),
        run: (page) => page.evaluate(() => window.measures.drain()),
      }),
    };
  },
  async catchUpBrowser(server) {
    await client.fill?.(server, Number(size));
    return {
      seconds: await inBrowser(engine, server, client.query?.(server, 'catch-up') ?? '', {
        run: (page) => page.evaluate((records) => window.measures.catchUp(records), Number(size)),
      }),
    };
  },
  async fanOut(server) {
    return client.fanOut ? { delays: await client.fanOut(server, Number(size), Number(more)) } : { without: client.without };
  },
};

/** The warm-up never goes the slow way: it is about the programs. */
async function drain(near: Server, far: Server): Promise<object> {
  if (!client.drain) return { without: client.without };
  await client.drain(near, Math.ceil(Number(size) / 10), 'warm-up');
  return client.drain(far, Number(size), 'drain');
}

function child(file: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

function told<Message>(process: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a process ended with ${code} before it had spoken`));
    process.once('exit', ended);
    process.once('message', (message) => {
      process.off('exit', ended);
      resolve(message as Message);
    });
  });
}

process.once('disconnect', () => process.exit(1));
const serving = child('serve.ts', [engine, work.startsWith('catchUp') ? size : '0']);
const served = await told<Served>(serving);
const server: Server = {
  ...served,
  process: serving,
  async count() {
    const answer = told<{ count: number }>(serving);
    serving.send('count');
    return (await answer).count;
  },
};
const result = await ways[work]?.(server);
const stopped = new Promise<void>((resolve) => serving.once('exit', () => resolve()));
serving.disconnect();
await stopped;
// Thousands of delays do not fit the channel at once.
process.send?.(result ?? {}, () => process.exit(0));

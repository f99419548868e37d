import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Drained, PeerClient, Served, Server } from './peer.ts';

/** What is measured, of one engine, in a process of its own: `measure.ts <engine> <work> <size> [more]`. */
const [engine = '', work = '', size = '0', more = '0'] = process.argv.slice(2);
const { client } = (await import(`./engines/${engine}-client.ts`)) as { client: PeerClient };

/** Round trip in ms and share of segments lost, of the slow way. */
const slow = ['100', '0.01'];
const ways: Readonly<Record<string, (server: Server) => Promise<object> | undefined>> = {
  async drain(server) {
    if (!client.drain) return { without: client.without };
    return { ...(await client.drain(server, Number(size), Number(more))) } satisfies Drained;
  },
  async drainSlow(server) {
    if (!client.drain) return { without: client.without };
    const proxy = child('lossy-proxy.ts', [String(server.port), ...slow]);
    const { port } = await told<{ port: number }>(proxy);
    const drained = await client.drain({ ...server, port }, Number(size), Number(more));
    proxy.disconnect();
    return drained;
  },
  async catchUp(server) {
    return client.catchUp ? { seconds: await client.catchUp(server, Number(size)) } : { without: client.without };
  },
  async fanOut(server) {
    return client.fanOut ? { delays: await client.fanOut(server, Number(size), Number(more)) } : { without: client.without };
  },
};

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
const serving = child('serve.ts', [engine, work === 'catchUp' ? size : '0']);
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
process.send?.(result ?? {});
process.exit(0);

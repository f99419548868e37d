import type { PeerServer } from './peer.ts';

/** One engine's server: `serve.ts <engine> <records>`. Ends with the measuring process, and not before: not on Ctrl-C either. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
const left = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
const [engine = '', records = '0'] = process.argv.slice(2);
const { server } = (await import(`./engines/${engine}-server.ts`)) as { server: PeerServer };
const { stop, count, ...served } = await server.serve(Number(records));
process.on('message', (question) => {
  if (question === 'count') void Promise.resolve(count?.() ?? -1).then((value) => process.send?.({ count: value }));
});
if (process.connected) process.send?.(served);
await left;
// Some servers wait for their last client; the measuring process is gone by now.
setTimeout(() => process.exit(0), 15_000);
await stop();
process.exit(0);

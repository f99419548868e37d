import type { PeerServer } from './peer.ts';

/** One engine's server: `serve.ts <engine> <records>`. Ends with the measuring process. */
const [engine = '', records = '0'] = process.argv.slice(2);
const { server } = (await import(`./engines/${engine}-server.ts`)) as { server: PeerServer };
const { stop, count, ...served } = await server.serve(Number(records));
process.on('message', (question) => {
  if (question === 'count') void Promise.resolve(count?.() ?? -1).then((value) => process.send?.({ count: value }));
});
process.once('disconnect', () => {
  // Some servers wait for their last client; the measuring process is gone by then.
  setTimeout(() => process.exit(0), 5_000);
  void stop().finally(() => process.exit(0));
});
process.send?.(served);

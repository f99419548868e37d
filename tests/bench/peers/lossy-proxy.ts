import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Bytes of one segment, as on Ethernet. */
const SEGMENT = 1_460;
/** A lost segment that others follow is noticed after a round trip; the last one of a burst after a timeout as well. */
const TIMEOUT_MS = 200;

/**
 * A way to a server on this machine with a round trip of `roundTripMs` and a share of segments lost. TCP hides loss as
 * delay: a lost segment and everything behind it on its connection arrive one round trip later, after a timeout too
 * when nothing followed. Bandwidth and slow start are not modelled: they would cost everybody the same.
 * Runs in a process of its own: `lossy-proxy.ts <port> <roundTripMs> <loss>`.
 */
const [target = 0, roundTripMs = 100, loss = 0.01] = process.argv.slice(2).map(Number);
let seed = 42;

function chance(): number {
  // Mulberry32: the same losses in the same order for everybody.
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

function carry(from: Socket, to: Socket): void {
  const queue: { at: number; deliver: () => void }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let free = 0;

  // In order, always: nothing overtakes what was sent before it.
  function later(lateBy: number, deliver: () => void): void {
    free = Math.max(free, performance.now() + roundTripMs / 2 + lateBy);
    queue.push({ at: free, deliver });
    timer ??= setTimeout(run, queue[0] ? queue[0].at - performance.now() : 0);
  }

  function run(): void {
    timer = undefined;
    for (let next = queue[0]; next && next.at <= performance.now() + 0.5; next = queue[0]) {
      queue.shift();
      next.deliver();
    }
    if (queue[0]) timer = setTimeout(run, Math.max(0, queue[0].at - performance.now()));
  }

  from.on('data', (chunk) => {
    const segments = Math.ceil(chunk.length / SEGMENT);
    let lateBy = 0;
    // Losses of one flight are repaired together (selective acknowledgement), so the latest of them counts.
    for (let segment = 0; segment < segments; segment += 1) {
      if (chance() < loss) lateBy = roundTripMs + (segment === segments - 1 ? TIMEOUT_MS : 0);
    }
    later(lateBy, () => void to.write(chunk));
  });
  from.on('end', () => later(0, () => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => later(0, () => to.destroy()));
}

const proxy = createServer((client) => {
  client.setNoDelay(true);
  const server = connect({ port: target, host: '127.0.0.1', noDelay: true });
  carry(client, server);
  carry(server, client);
});
proxy.listen(0, '127.0.0.1', () => process.send?.({ port: (proxy.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));

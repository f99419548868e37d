import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';

/**
 * What the network does. `pass`: nothing. `delay`: every piece takes its time. `swallow`: connections open and nothing
 * ever comes back. `refuse`: nothing opens. `lose-replies`: the server gets every request, and the connection dies when
 * it begins to answer.
 */
export const networks = ['pass', 'delay', 'swallow', 'refuse', 'lose-replies'] as const;
export type Network = (typeof networks)[number];

/** Stands between browsers and the server. */
export interface FaultProxy {
  /** From now on, for connections that are open as well. */
  become(network: Network): void;
  /** Resets every open connection; answers how many. */
  cut(): number;
  close(): Promise<void>;
}

const delayMs = 300;

export async function openFaultProxy(port: number, server: number): Promise<FaultProxy> {
  let network: Network = 'pass';
  const open = new Map<Socket, Socket>();

  const listener = createServer((phone) => {
    if (network === 'refuse') return phone.resetAndDestroy();
    const upstream = connect(server, '127.0.0.1');
    open.set(phone, upstream);
    const end = (): void => {
      open.delete(phone);
      phone.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    for (const socket of [phone, upstream]) {
      socket.setNoDelay(true);
      // A reset is what this proxy is for; both ends go together.
      socket.once('error', end).once('close', end);
    }
    phone.on('data', (piece) => carry(piece, phone, upstream));
    upstream.on('data', (piece) => {
      if (network === 'lose-replies') end();
      else carry(piece, upstream, phone);
    });
  });

  function carry(piece: Buffer, from: Socket, to: Socket): void {
    if (network === 'swallow') return;
    if (network === 'delay') {
      // The pause holds back what follows, so that the order stays.
      from.pause();
      setTimeout(() => {
        if (!to.destroyed) to.write(piece);
        from.resume();
      }, delayMs);
    } else if (!to.destroyed && !to.write(piece)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  }

  function cut(): number {
    const count = open.size;
    for (const phone of open.keys()) phone.resetAndDestroy();
    return count;
  }

  listener.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return {
    become(next) {
      // What was swallowed can never arrive: a stream with a hole in it is none.
      if (network === 'swallow' && next !== 'swallow') cut();
      network = next;
    },
    cut,
    async close() {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}

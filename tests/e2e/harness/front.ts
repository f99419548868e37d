import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a phone and the server, and can be cut. */
export interface Front {
  readonly url: string;
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

/** A script that the front gives out itself. */
export type OwnScript = (path: string) => string | undefined;

/**
 * While it is cut every connection ends without an answer: for the service worker as well, which no test can route.
 * @param own scripts in place of the server's, as another release has them
 */
export async function openFront(target: string, own: OwnScript = () => undefined): Promise<Front> {
  let isCut = false;
  const server = createServer((incoming, outgoing) => {
    if (isCut) return incoming.socket.destroy();
    const script = own(incoming.url ?? '/');
    if (script !== undefined) return outgoing.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' }).end(script);
    const headers = { ...incoming.headers, host: new URL(target).host, ...(incoming.headers.origin ? { origin: target } : {}) };
    const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      server.closeAllConnections();
    },
    mend() {
      isCut = false;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { FAULTY_MS, type Fault, type Schedule, type Span } from './schedule.ts';

/** The way from one page to its server, and the page itself: an origin of its own for every schedule. */
export interface FaultProxy {
  readonly origin: string;
  /** Faults begin now. */
  begin(): void;
  readonly counts: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function openFaultProxy(schedule: Schedule, serverPort: number, files: ReadonlyMap<string, string>): Promise<FaultProxy> {
  let began = Number.POSITIVE_INFINITY;
  const counts = new Map<string, number>();
  const held: (() => void)[] = [];
  const during = (span: Span | undefined): boolean => {
    const now = performance.now() - began;
    return span !== undefined && now >= span.from && now < span.until;
  };
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    const file = files.get(path.split('?', 1)[0] ?? '');
    if (file !== undefined) {
      const type = path.startsWith('/__page/index') ? 'text/html' : 'text/javascript';
      outgoing.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'service-worker-allowed': '/' }).end(file);
      return;
    }
    const body = await buffer(incoming);
    const isFaulty = performance.now() - began < FAULTY_MS;
    if (isFaulty && (during(schedule.partition) || during(schedule.serverGone))) {
      count('refused while cut off');
      incoming.socket.destroy();
      return;
    }
    const fault: Fault = isFaulty ? schedule.next() : 'none';
    if (isFaulty) count(fault);
    if (fault === 'request dropped') return void incoming.socket.destroy();
    if (fault === 'delay') await sleep(50 + (schedule.seed % 450));
    if (fault === 'reorder') await Promise.race([new Promise<void>((resolve) => held.push(resolve)), sleep(800)]);
    if (fault === 'duplicate') await forward(incoming, body).catch(() => undefined);
    const answer = await forward(incoming, body);
    if (fault !== 'reorder') for (const release of held.splice(0)) release();
    // A server that goes away in the middle has done the work and says nothing.
    if (fault === 'reply dropped' || (isFaulty && during(schedule.serverGone))) return void incoming.socket.destroy();
    const { connection: _hop, 'transfer-encoding': _coding, ...headers } = answer.headers;
    outgoing.writeHead(answer.status, headers).end(answer.body);
  }

  function forward(incoming: IncomingMessage, body: Buffer): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
    return new Promise((resolve, reject) => {
      const sent = request({ port: serverPort, host: '127.0.0.1', method: incoming.method, path: incoming.url, headers: { ...incoming.headers, connection: 'close' } }, (answer) => {
        buffer(answer).then((content) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: content }), reject);
      });
      sent.on('error', reject).end(body);
    });
  }

  const proxy = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    begin: () => (began = performance.now()),
    counts,
    close: () => new Promise((resolve) => {
      proxy.close(() => resolve());
      proxy.closeAllConnections();
    }),
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

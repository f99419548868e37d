import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { FAULTY_MS, type Fault, type Schedule } from './schedule.ts';

/** The way from one page to its server, and the page itself: an origin of its own for every schedule. */
export interface FaultProxy {
  readonly origin: string;
  /** Faults begin now. */
  begin(): void;
  /** What befell requests, by kind. */
  readonly counts: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** @param serverPort where the server listens now: another port after each start */
export async function openFaultProxy(schedule: Schedule, serverPort: () => number, files: ReadonlyMap<string, string>): Promise<FaultProxy> {
  let began: number | undefined;
  const counts = new Map<string, number>();
  const held: (() => void)[] = [];
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

  /** Ms since the faults began; undefined before that and once everything has healed. */
  function faulty(): number | undefined {
    const since = began === undefined ? undefined : performance.now() - began;
    return since !== undefined && since < FAULTY_MS ? since : undefined;
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    const file = files.get(path.split('?', 1)[0] ?? '');
    if (file !== undefined) {
      const type = path.startsWith('/__page/index') ? 'text/html' : 'text/javascript';
      outgoing.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'service-worker-allowed': '/' }).end(file);
      return;
    }
    const body = await buffer(incoming);
    const since = faulty();
    const { partition } = schedule;
    if (since !== undefined && partition && since >= partition.from && since < partition.until) {
      count('refused while cut off');
      incoming.socket.destroy();
      return;
    }
    const fault: Fault = since === undefined ? 'none' : schedule.next();
    if (since !== undefined) count(fault);
    if (fault === 'request dropped') return void incoming.socket.destroy();
    if (fault === 'delay') await sleep(50 + (schedule.seed % 450));
    if (fault === 'reorder') await Promise.race([new Promise<void>((resolve) => held.push(resolve)), sleep(800)]);
    if (fault === 'duplicate') await forward(incoming, body);
    const answer = await forward(incoming, body);
    if (fault !== 'reorder') for (const release of held.splice(0)) release();
    if (answer === undefined) count('lost with the server');
    // The server has done the work, and nobody hears of it.
    if (answer === undefined || fault === 'reply dropped') return void incoming.socket.destroy();
    const { connection: _hop, 'transfer-encoding': _coding, ...headers } = answer.headers;
    outgoing.writeHead(answer.status, headers).end(answer.body);
  }

  /** Undefined when the server is gone, or goes before it has answered. */
  function forward(incoming: IncomingMessage, body: Buffer): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      const to = { port: serverPort(), host: '127.0.0.1', method: incoming.method, path: incoming.url, headers: { ...incoming.headers, connection: 'close' } };
      const sent = request(to, (answer) => {
        buffer(answer).then((content) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: content }), () => resolve(undefined));
      });
      sent.on('error', () => resolve(undefined)).end(body);
    });
  }

  const proxy = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    begin: () => void (began = performance.now()),
    counts,
    close: () => new Promise((resolve) => {
      proxy.close(() => resolve());
      proxy.closeAllConnections();
    }),
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

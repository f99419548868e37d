import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import { FACTS_PER_PUSH, PROTOCOL_VERSION, type PushResponse } from '@fieldloop/sync/protocol';
import type { LedgerFact } from '@fieldloop/sync/server';
import type pg from 'pg';
import { insertFacts } from '../../../apps/server/src/ledger/save-statements.ts';
import type { Visitor } from '../../integration/visitor.ts';
import { issue, tap, type BenchPhone } from './bench-phone.ts';

/** Seconds from starting the engine until 10,000 waiting facts are acknowledged. */
export async function drain({ engine, outbox, requests }: BenchPhone, scope: ScopeKey, facts: number) {
  const { device } = await outbox.identity(() => randomUUID());
  for (let index = 0; index < facts; index += 1) await outbox.append(() => tap(device, scope, index), Date.now());
  const began = performance.now();
  const drained = new Promise<number>((resolve) => {
    const stopListening = engine.subscribe(({ phase, pending }) => {
      if (phase !== 'pulling' || pending > 0) return;
      stopListening();
      resolve((performance.now() - began) / 1_000);
    });
  });
  engine.start();
  const drainSeconds = await drained;
  await engine.stop();
  return { drainSeconds, drainRequests: requests.push };
}

/** Facts per second that several clients get acknowledged at once, each in order, each from its own device. */
export async function together(visitors: readonly Visitor[], scopes: readonly ScopeKey[], factsEach: number): Promise<number> {
  const work = visitors.map((visitor, index) => {
    const device = randomUUID();
    const scope = scopes[index % scopes.length] ?? 'desk';
    return { visitor, bodies: bodiesOf(device, Array.from({ length: factsEach }, (_, each) => tap(device, scope, each))) };
  });
  const began = performance.now();
  await Promise.all(work.map(async ({ visitor, bodies }) => {
    for (const body of bodies) await send(visitor, body);
  }));
  return (visitors.length * factsEach) / ((performance.now() - began) / 1_000);
}

/** The floor: the same rows by batched INSERT alone, over as many connections, into the same table and indexes. */
export async function rawInserts(pool: pg.Pool, connections: number, factsEach: number): Promise<number> {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  const work = clients.map((client, index) => {
    const device = randomUUID();
    const rows = Array.from({ length: factsEach }, (_, each) => rowOf(device, tap(device, `site:eight-${index}`, each)));
    return { client, device, batches: Array.from({ length: factsEach / FACTS_PER_PUSH }, (_, batch) => rows.slice(batch * FACTS_PER_PUSH, (batch + 1) * FACTS_PER_PUSH)) };
  });
  const began = performance.now();
  await Promise.all(work.map(async ({ client, device, batches }) => {
    for (const facts of batches) await insertFacts(client, 'floor', device, facts);
  }));
  const seconds = (performance.now() - began) / 1_000;
  for (const client of clients) client.release();
  return (connections * factsEach) / seconds;
}

/** Milliseconds from sending one write until each subscriber has its hint, of all subscribers and all writes after the first `warmUp`. */
export async function fanOut(writer: Visitor, scope: ScopeKey, readers: Visitor, subscribers: number, writes: number, warmUp = 0): Promise<number[]> {
  const ended = new AbortController();
  let heard: ((at: number) => void) | undefined;
  const open: Promise<void>[] = [];
  for (let index = 0; index < subscribers; index += 1) {
    open.push(new Promise((resolve, reject) => {
      void listen(readers, ended.signal, (hint) => {
        if (hint.scopes.length === 0) resolve();
        else heard?.(performance.now());
      }).catch((error: unknown) => (ended.signal.aborted ? undefined : reject(error as Error)));
    }));
  }
  await Promise.all(open);
  const device = randomUUID();
  const delays: number[] = [];
  for (let write = 0; write < warmUp + writes; write += 1) {
    const [body = ''] = bodiesOf(device, [issue(device, scope, write)], write + 1);
    const began = performance.now();
    const all = new Promise<void>((resolve) => {
      let count = 0;
      heard = (at) => {
        if (write >= warmUp) delays.push(at - began);
        count += 1;
        if (count === subscribers) resolve();
      };
    });
    await send(writer, body);
    await all;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  ended.abort();
  return delays.sort((left, right) => left - right);
}

/** Writes records for a fresh client to read. */
export async function fill(visitor: Visitor, scope: ScopeKey, count: number): Promise<void> {
  const device = randomUUID();
  for (const body of bodiesOf(device, Array.from({ length: count }, (_, index) => issue(device, scope, index)))) await send(visitor, body);
}

/** Seconds from starting a fresh client until it has read everything. */
export async function catchUp({ engine, cache }: BenchPhone, scope: ScopeKey, expected: number): Promise<number> {
  const began = performance.now();
  const { phase } = await engine.flush();
  const seconds = (performance.now() - began) / 1_000;
  const { records } = await cache.read({ scope, kind: 'item' });
  if (phase !== 'idle' || records.length !== expected) throw new Error(`caught up with ${records.length} of ${expected} records, ${phase}`);
  return seconds;
}

/** Bodies of whole pushes, serialised beforehand: what is measured is the server. */
function bodiesOf(device: string, facts: readonly Fact[], firstSeq = 1): string[] {
  const bodies: string[] = [];
  for (let from = 0; from < facts.length; from += FACTS_PER_PUSH) {
    const batch = facts.slice(from, from + FACTS_PER_PUSH);
    bodies.push(JSON.stringify({
      protocol: PROTOCOL_VERSION, device, app: 'bench', clientNow: Date.now(), firstSeq: firstSeq + from, facts: batch,
    }));
  }
  return bodies;
}

async function send(visitor: Visitor, body: string): Promise<void> {
  const response = await visitor.fetch('/trpc/sync.push', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { result } = (await response.json()) as { result?: { data: PushResponse } };
  const wrong = result?.data.results.find(({ state }) => state !== 'applied');
  if (response.status !== 200 || !result || result.data.results.length === 0 || wrong) {
    throw new Error(`a push was answered ${response.status} ${JSON.stringify(wrong ?? result)}`);
  }
}

/** Reads an event stream over a connection of its own, without a browser's cost; rejects when it ends early. */
function listen(visitor: Visitor, signal: AbortSignal, take: (hint: { scopes: string[] }) => void): Promise<void> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return new Promise((_resolve, reject) => {
    const asked = request(`${visitor.url}/trpc/sync.live`, { agent: false, signal, headers: { accept: 'text/event-stream', cookie } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
          text = text.slice(end + 2);
          const message = data ? (JSON.parse(data) as { kind?: string; scopes?: string[] }) : {};
          if (message.kind === 'hint' && message.scopes) take({ scopes: message.scopes });
        }
      });
      response.on('end', () => reject(new Error(`a stream ended with ${response.statusCode}`)));
    });
    asked.on('error', reject).end();
  });
}

function rowOf(device: string, fact: Fact): LedgerFact {
  return {
    fact, device, author: 'person', correctedAt: fact.at, correctedStamp: fact.stamp, receivedAt: fact.at, clock: 'ok', inForce: 'commute@1',
    state: 'applied', version: 1,
  };
}

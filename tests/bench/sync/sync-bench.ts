/** `pnpm bench:sync`: what the ledger costs, over HTTP, beside a bare INSERT. The last line is one JSON object. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { openDatabase } from '../../../apps/server/src/db/client.ts';
import { joinedPhone } from './bench-phone.ts';
import type { BenchServer } from './bench-server.ts';
import { catchUp, drain, fanOut, fill, rawInserts, together } from './measures.ts';

const drained = 10_000;
const factsEach = 5_000;
const clients = 8;
const subscribers = 100;
const recordsToRead = 20_000;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));

const server = fork(join(import.meta.dirname, 'bench-server.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
const { url, databaseUrl, codes } = await new Promise<BenchServer>((resolve, reject) => {
  server.once('message', (message) => resolve(message as BenchServer));
  server.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
});
const { pool } = openDatabase(databaseUrl, clients);
const code = (site: string): string => codes[site]?.at(used(site)) ?? '';
const usedCodes = new Map<string, number>();
function used(site: string): number {
  const next = usedCodes.get(site) ?? 0;
  usedCodes.set(site, next + 1);
  return next;
}

try {
  say(`${rounds} rounds; drain and clients over HTTP, the floor straight into PostgreSQL, one after the other`);
  const warm = await joinedPhone(url, code('drain'));
  await drain(warm, 'site:drain', 2_000);
  const visitors = [];
  for (let client = 0; client < clients; client += 1) visitors.push((await joinedPhone(url, code(`eight-${client}`))).visitor);
  const scopes = Array.from({ length: clients }, (_, client) => `site:eight-${client}` as const);

  const drains = [];
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const result = await drain(await joinedPhone(url, code('drain')), 'site:drain', drained);
    drains.push(result);
    floor.push(await rawInserts(pool, clients, factsEach));
    ours.push(await together(visitors, scopes, factsEach));
    say(`round ${round + 1}: drain ${rounded(result.drainSeconds)} s in ${result.drainRequests} requests; ${clients} clients on as many sites ${Math.round(ours.at(-1) ?? 0)} facts/s, bare INSERT of the same rows ${Math.round(floor.at(-1) ?? 0)} rows/s`);
  }

  const crowded = [];
  for (let client = 0; client < clients; client += 1) crowded.push((await joinedPhone(url, code('eight-0'))).visitor);
  say(`all ${clients} clients on one site, whose head they share: ${Math.round(await together(crowded, ['site:eight-0'], factsEach))} facts/s`);

  const writer = await joinedPhone(url, code('fan-out'));
  const delays = await fanOut(writer.visitor, 'site:fan-out', (await joinedPhone(url, code('fan-out'))).visitor, subscribers, 30);
  const at = (share: number): number => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? Number.NaN;
  say(`one write to ${subscribers} subscribers: p50 ${rounded(at(0.5), 1)} ms, p99 ${rounded(at(0.99), 1)} ms`);

  await fill((await joinedPhone(url, code('catch-up'))).visitor, 'site:catch-up', recordsToRead);
  const catchUpSeconds = await catchUp(await joinedPhone(url, code('catch-up')), 'site:catch-up', recordsToRead);
  say(`a fresh client reads ${recordsToRead} records in ${rounded(catchUpSeconds)} s`);

  const factsPerSecond = Math.round(median(ours));
  const rawFactsPerSecond = Math.round(median(floor));
  say(`share of the floor: ${Math.round((100 * factsPerSecond) / rawFactsPerSecond)} %`);
  say(JSON.stringify({
    drainSeconds: rounded(median(drains.map(({ drainSeconds }) => drainSeconds))),
    drainRequests: median(drains.map(({ drainRequests }) => drainRequests)),
    factsPerSecond,
    rawFactsPerSecond,
    fanoutP50Ms: rounded(at(0.5), 1),
    fanoutP99Ms: rounded(at(0.99), 1),
    catchUpSeconds: rounded(catchUpSeconds),
  }));
} finally {
  await pool.end();
  server.disconnect();
  await ended;
}

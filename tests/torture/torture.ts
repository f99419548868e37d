/**
 * The real product under real faults:
 *
 *     pnpm torture --rounds N [--seed S] [--minutes M] [--phones P] [--port FIRST] [--no-build]
 *
 * Last line: one JSON object; the exit code is 1 when anything is lost, there twice or stuck.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWeb } from '../../apps/server/src/http/build-web.ts';
import { keepEvidence } from './evidence.ts';
import { openFaultProxy } from './fault-proxy.ts';
import { openTorturedPhone, type Phone } from './phone.ts';
import { playRound, type Torture } from './play-round.ts';
import { reckon, type Books } from './reckoning.ts';
import { scheduleOf, told, type Round } from './schedule.ts';
import { startServer } from './server-process.ts';
import { openShopGround } from './shop-ground.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    phones: { type: 'string', default: '2' },
    /** The run ends after the first reckoning behind this time, however many rounds were asked for. */
    minutes: { type: 'string', default: '600' },
    port: { type: 'string', default: '4680' },
    'no-build': { type: 'boolean', default: false },
  },
});
const [rounds, seed, count, port] = [wholeNumber('rounds'), wholeNumber('seed'), wholeNumber('phones'), wholeNumber('port')];
const origin = `http://localhost:${port + 1}`;
const problems = { lost: new Set<string>(), duplicated: new Set<string>(), stuck: new Set<string>() };

if (!values['no-build']) buildWeb(() => console.log('Building the web app.'));
const schedule = scheduleOf(seed, rounds, count);
console.log(`seed ${seed}:\n${schedule.map((round) => `  ${told(round)}`).join('\n')}`);

const ground = await openShopGround(origin, count);
const log = join(ground.folder, 'torture.log');
const server = startServer({ folder: ground.folder, port, origin, log });
const proxy = await openFaultProxy(port + 1, port);
const phones: Phone[] = [];
const torture: Torture = { server, proxy, phones, kills: { browser: 0, server: 0, postgres: 0 } };
let played = 0;
let saved = 0;
try {
  if (!(await server.ready(120_000))) throw new Error(`the server did not start: see ${log}`);
  // Every other phone has the app open twice.
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  phones.push(...(await Promise.all(numbers.map((number) => openTorturedPhone({ number, origin, code: ground.code, tabs: 1 + (number % 2) })))));
  const end = Date.now() + wholeNumber('minutes') * 60_000;
  for (const round of schedule) {
    const last = Date.now() > end;
    await play(last && !round.reckoning ? { ...round, reckoning: 'told' } : round);
    if (last) break;
  }
} catch (error) {
  console.error(error);
  problems.stuck.add(`round ${played + 1} did not end: ${String(error)}`);
  console.log(`evidence: ${await keepEvidence(`seed-${seed}-round-${played + 1}`, String(error), phones, log)}`);
} finally {
  await Promise.allSettled(phones.map((phone) => phone.close()));
  await proxy.close();
  await server.stop();
}
const [lost, duplicated, stuck] = [problems.lost.size, problems.duplicated.size, problems.stuck.size];
const failed = lost + duplicated + stuck > 0;
if (failed) console.log(`the data folder is kept: ${ground.folder}`);
else rmSync(ground.folder, { recursive: true, force: true });
console.log(JSON.stringify({ rounds: played, kills: torture.kills, saved, lost, duplicated, stuck }));
process.exitCode = failed ? 1 : 0;

async function play(round: Round): Promise<void> {
  const began = performance.now();
  await playRound(round, torture);
  played = round.number;
  let verdict = '';
  if (round.reckoning) {
    proxy.become('pass');
    if (round.reckoning === 'told') for (const phone of phones) await phone.noticeNetwork();
    const books = await reckon(phones, server);
    verdict = await judged(books, round);
  }
  saved = phones.reduce((sum, phone) => sum + phone.saved.size, 0);
  console.log(`round ${told(round)}: ${saved} saved${verdict} (${((performance.now() - began) / 1_000).toFixed(1)} s)`);
}

async function judged(books: Books, round: Round): Promise<string> {
  const kinds = ['lost', 'duplicated', 'stuck'] as const;
  for (const kind of kinds) for (const what of books[kind]) problems[kind].add(what);
  if (kinds.every((kind) => books[kind].length === 0)) return ', all of it in the ledger once';
  const folder = await keepEvidence(`seed-${seed}-round-${round.number}`, books, phones, log);
  return `, ${kinds.map((kind) => `${books[kind].length} ${kind}`).join(', ')}; evidence: ${folder}`;
}

function wholeNumber(name: 'rounds' | 'seed' | 'phones' | 'minutes' | 'port'): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 1) throw new TypeError(`--${name} must be a whole number from 1`);
  return number;
}

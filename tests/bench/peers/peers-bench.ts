/** `pnpm bench:peers [--only a,b] [--work drain,…] [--scale 0.1]`: engines after one another; the last line is one JSON object. */
import { fork, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engines, type Engine } from './engines.ts';
import { sizeOf } from './size.ts';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, work: { type: 'string' }, scale: { type: 'string', default: '1' } },
});
const scale = Number(options.scale);
if (!(scale > 0)) throw new RangeError('--scale takes a number above 0');
const named = (list: string | undefined) => (list === undefined ? undefined : new Set(list.split(',')));
const [only, wanted] = [named(options.only), named(options.work)];
const scaled = (count: number): number => Math.max(1, Math.round(count * scale));
const [facts, records, subscribers] = [scaled(10_000), scaled(100_000), scaled(500)];
const writes = 20;
/** An engine that would take longer is stopped, and what it would have taken is worked out. */
const longestDrain = 15;
const longestWork = 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const digits = (value: number, after: number): number => Number(value.toFixed(after));

interface Result {
  readonly seconds?: number;
  readonly requests?: number;
  readonly extrapolatedFrom?: number;
  readonly delays?: number[];
  readonly without?: string;
}

const table: Record<string, Record<string, number>> = { drain: {}, drainSlow: {}, catchUp: {}, fanoutP50: {}, fanoutP99: {}, sizeGzip: {} };

function put(column: string, engine: string, value: number): void {
  (table[column] ??= {})[engine] = value;
}

function measure(engine: string, work: string, size: number, more: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'measure.ts'), [engine, work, String(size), String(more)], {
      // What engines write to their logs is theirs; errors are shown when it fails.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4_000)));
    const tooLong = setTimeout(() => {
      // Its own servers end when it is gone; one that is busy does not hear a polite word.
      child.kill('SIGKILL');
      reject(new Error(`was not done after ${longestWork / 1_000} s`));
    }, longestWork);
    let result: Result | undefined;
    child.on('message', (message) => (result = message as Result));
    child.once('exit', (code) => {
      clearTimeout(tooLong);
      if (result) resolve(result);
      else reject(new Error(`ended with ${code}: ${complaint.match(/^\w*Error.*$/m)?.[0] ?? complaint.trim().slice(-300)}`));
    });
  });
}

async function attempt(engine: Engine, work: string, size: number, more: number, show: (result: Result) => string): Promise<void> {
  if (wanted && !wanted.has(work)) return;
  try {
    const result = await measure(engine.name, work, size, more);
    say(`  ${work}: ${result.without ? `not measured (${result.without})` : show(result)}`);
  } catch (error) {
    say(`  ${work}: failed, left out: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const timed = (engine: Engine, column: string) => ({ seconds = Number.NaN, requests, extrapolatedFrom }: Result): string => {
  put(column, engine.name, digits(seconds, 3));
  const early = extrapolatedFrom === undefined ? '' : `, worked out from ${extrapolatedFrom} done in ${longestDrain} s`;
  return `${digits(seconds, 3)} s${requests === undefined ? '' : `, ${requests} requests`}${early}`;
};

const began = performance.now();
const manifest = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
say(`drain of ${facts} facts, catch-up of ${records} records, one write to ${subscribers} subscribers; one engine after the other`);
for (const engine of engines.filter(({ name }) => !only || only.has(name))) {
  const versions = engine.packages.map((name) => `${name} ${manifest.dependencies[name] ?? '?'}`).join(', ');
  say(`${engine.name} (${versions || 'this repository'})`);
  say(`  durable where: server ${engine.durability.server}; client ${engine.durability.client}`);
  await attempt(engine, 'drain', facts, longestDrain, timed(engine, 'drain'));
  await attempt(engine, 'drainSlow', facts, longestDrain, timed(engine, 'drainSlow'));
  await attempt(engine, 'catchUp', records, 0, timed(engine, 'catchUp'));
  await attempt(engine, 'fanOut', subscribers, writes, ({ delays = [] }) => {
    const sorted = delays.toSorted((left, right) => left - right);
    const at = (share: number): number => digits(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN, 1);
    put('fanoutP50', engine.name, at(0.5));
    put('fanoutP99', engine.name, at(0.99));
    return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, heard: ${engine.heard ?? 'the record'}`;
  });
  if (!wanted || wanted.has('size')) {
    const bytes = await sizeOf(engine.bundle);
    put('sizeGzip', engine.name, bytes);
    say(`  size: ${bytes} bytes gzip of ${engine.bundled}`);
  }
}
const load = spawnSync('cat', ['/proc/loadavg'], { encoding: 'utf8' }).stdout.trim();
say(`${Math.round((performance.now() - began) / 1_000)} s; load of the machine at the end ${load}`);
say(JSON.stringify(table));

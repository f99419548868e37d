/**
 * `pnpm bench:peers [--only a,b] [--work drain,…] [--scale 0.1] [--rounds 3]`: engines after one another; the last line is
 * one JSON object.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { engines, type Engine } from './engines.ts';
import { longest, measure, type Result } from './measure-apart.ts';
import { sizeOf } from './size.ts';
import { versionsOf } from './versions.ts';

const works = ['drain', 'drainSlow', 'catchUp', 'drainBrowser', 'catchUpBrowser', 'fanOut', 'size'] as const;
type Work = (typeof works)[number];

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, work: { type: 'string' }, scale: { type: 'string', default: '1' }, rounds: { type: 'string', default: '3' } },
});
const scale = Number(options.scale);
if (!(scale > 0)) throw new RangeError('--scale takes a number above 0');
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('--rounds takes a whole number from 1');
const only = chosen('only', engines.map(({ name }) => name));
const wanted = chosen('work', works);

function chosen(option: 'only' | 'work', known: readonly string[]): ReadonlySet<string> {
  const list = options[option]?.split(',') ?? known;
  const unknown = list.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new RangeError(`--${option} takes ${known.join(', ')}; not ${unknown.join(', ')}`);
  return new Set(list);
}

const scaled = (count: number): number => Math.max(1, Math.round(count * scale));
const [facts, records, subscribers] = [scaled(10_000), scaled(100_000), scaled(500)];
const writes = 20;
/** No further round of a work that has taken so long already. */
const cheap = 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));
const median = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
const load = (): string => readFileSync('/proc/loadavg', 'utf8').split(' ', 1)[0] ?? '';

/** Seconds, ms or bytes by engine; `>60` where an engine was stopped before it was done. */
const table: Record<string, Record<string, number | string>> = {
  drain: {}, drainSlow: {}, catchUp: {}, drainBrowser: {}, catchUpBrowser: {}, fanoutP50: {}, fanoutP99: {}, sizeGzip: {},
};

function put(column: string, engine: Engine, value: number | string): void {
  (table[column] ??= {})[engine.name] = value;
}

/** Rounds of one work, each in fresh processes; `show` puts what they came to into the table, and says it. */
async function attempt(engine: Engine, work: Work, size: number, more: number, show: (results: readonly Result[]) => string): Promise<void> {
  if (!wanted.has(work)) return;
  const began = performance.now();
  const results: Result[] = [];
  try {
    do {
      const result = await measure(engine.name, work, size, more);
      if (result.without !== undefined) return say(`  ${work}: not measured (${result.without})`);
      if (result.stopped) {
        for (const column of work === 'fanOut' ? ['fanoutP50', 'fanoutP99'] : [work]) put(column, engine, `>${work === 'fanOut' ? longest * 1_000 : longest}`);
        return say(`  ${work}: stopped after ${longest} s`);
      }
      results.push(result);
    } while (results.length < rounds && performance.now() - began < cheap);
    say(`  ${work}: ${show(results)}`);
  } catch (error) {
    say(`  ${work}: failed, left out: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const timed = (engine: Engine, column: string) => (results: readonly Result[]): string => {
  const all = results.map(({ seconds = Number.NaN }) => rounded(seconds));
  put(column, engine, median(all));
  const requests = results[0]?.requests;
  return `${median(all)} s${all.length > 1 ? ` (median of ${all.join(', ')})` : ''}${requests === undefined ? '' : `, ${requests} requests`}`;
};

const began = performance.now();
say(`drain of ${facts} facts, catch-up of ${records} records, one write to ${subscribers} subscribers; ${rounds} rounds where they are cheap; one engine after the other; load at the start ${load()}`);
for (const engine of engines.filter(({ name }) => only.has(name))) {
  say(`${engine.name} (${versionsOf(engine.packages)})`);
  say(`  durable where: server ${engine.durability.server}; client ${engine.durability.client}`);
  await attempt(engine, 'drain', facts, 0, timed(engine, 'drain'));
  await attempt(engine, 'drainSlow', facts, 0, timed(engine, 'drainSlow'));
  await attempt(engine, 'catchUp', records, 0, timed(engine, 'catchUp'));
  if (engine.inBrowser) {
    await attempt(engine, 'drainBrowser', facts, 0, timed(engine, 'drainBrowser'));
    await attempt(engine, 'catchUpBrowser', records, 0, timed(engine, 'catchUpBrowser'));
  }
  await attempt(engine, 'fanOut', subscribers, writes, (results) => {
    const at = (share: number): number => median(results.map(({ delays = [] }) => {
      const sorted = delays.toSorted((left, right) => left - right);
      return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN, 1);
    }));
    put('fanoutP50', engine, at(0.5));
    put('fanoutP99', engine, at(0.99));
    return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, heard: ${engine.heard ?? 'the record'}`;
  });
  if (wanted.has('size')) {
    const bytes = await sizeOf(engine.bundle);
    put('sizeGzip', engine, bytes);
    say(`  size: ${bytes} bytes gzip of ${engine.bundled}`);
  }
}
say(`${Math.round((performance.now() - began) / 1_000)} s; load of the machine at the end ${load()}`);
say(JSON.stringify(table));

/**
 * `pnpm bench:faults [--only a,b] [--schedules 100] [--from 1] [--together 12] [--into FOLDER] [--resume]`: the same faults
 * for every engine, in Chromium. The last line is one JSON object; each verdict is written to FOLDER as it comes.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { browserFlags, chromiumPath } from '../../e2e/harness/browser.ts';
import { bundledPage } from './bundle.ts';
import { faultEngines, type FaultEngine } from './faults/engines.ts';
import { faultsOf, openResults, rowOf, type Row } from './faults/results.ts';
import { runSchedule } from './faults/run-schedule.ts';
import { versionsOf } from './versions.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' }, schedules: { type: 'string', default: '100' }, from: { type: 'string', default: '1' },
    together: { type: 'string', default: '12' }, into: { type: 'string', default: join(import.meta.dirname, 'results') }, resume: { type: 'boolean', default: false },
  },
});
const [schedules, from, together] = [atLeastOne('schedules'), atLeastOne('from'), atLeastOne('together')];
const only = options.only?.split(',');
const unknown = only?.filter((name) => !faultEngines.some((engine) => engine.name === name)) ?? [];
if (unknown.length > 0) throw new RangeError(`--only takes ${faultEngines.map(({ name }) => name).join(', ')}; not ${unknown.join(', ')}`);

function atLeastOne(name: 'schedules' | 'from' | 'together'): number {
  const number = Number(options[name]);
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`--${name} takes a whole number from 1`);
  return number;
}

const firstLine = (error: unknown): string => String(error).split('\n', 1)[0] ?? '';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function filesOf({ name, worker }: FaultEngine): Promise<ReadonlyMap<string, string>> {
  const files = new Map([
    ['/__page/index.html', '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/__page/page.js"></script>'],
    ['/__page/page.js', await bundledPage(join(import.meta.dirname, `faults/${name}-page.ts`))],
  ]);
  if (worker) files.set('/__page/worker.js', await bundledPage(join(import.meta.dirname, 'faults', worker.file)));
  return files;
}

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopping = true;
    say('stopping after the schedules that run now; --resume goes on');
  });
}

const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...browserFlags], handleSIGINT: false, handleSIGTERM: false });
say(`Chromium ${browser.version()}; schedules ${from} to ${from + schedules - 1}, ${together} at a time, the same for every engine`);
const table: Record<string, Row> = {};

async function runEngine(engine: FaultEngine): Promise<void> {
  const versions = versionsOf(engine.packages);
  const results = openResults(options.into, engine.name, `Chromium ${browser.version()}, ${versions}`, options.resume);
  const done = new Set(results.verdicts.map(({ seed }) => seed));
  const seeds = Array.from({ length: schedules }, (_, index) => from + index).filter((seed) => !done.has(seed));
  const files = await filesOf(engine);
  const ground = await engine.open(schedules);
  const began = performance.now();
  const failures: string[] = [];
  // A lane whose first server does not start must not leave the others behind.
  const opened = await Promise.allSettled(Array.from({ length: Math.min(together, seeds.length) }, (_, index) => ground.lane(index)));
  const lanes = opened.flatMap((lane) => (lane.status === 'fulfilled' ? [lane.value] : []));
  for (const lane of opened) if (lane.status === 'rejected') failures.push(`a lane could not be opened: ${firstLine(lane.reason)}`);
  try {
    const run = async (lane: (typeof lanes)[number]): Promise<void> => {
      for (let seed = seeds.shift(); seed !== undefined && !stopping; seed = seeds.shift()) {
        try {
          results.add(await runSchedule(browser, engine, lane, files, seed));
        } catch (error) {
          failures.push(`schedule ${seed}: ${firstLine(error)}`);
        }
        if (results.verdicts.length % 100 === 0) say(`  ${engine.name}: ${results.verdicts.length} schedules, ${Math.round((performance.now() - began) / 1_000)} s`);
      }
    };
    await Promise.all(lanes.map(run));
  } finally {
    await Promise.all(lanes.map(({ server }) => server.stop()));
    await ground.stop();
  }
  const inRange = results.verdicts.filter(({ seed }) => seed >= from && seed < from + schedules);
  const row = (table[engine.name] = rowOf(inRange));
  const withKey = row.duplicatedWithKey === undefined ? '' : ` (${row.duplicatedWithKey} if the server looked at a key)`;
  say(`${engine.name} (${versions}): ${row.saved} facts saved in ${row.schedules} schedules; per 1,000 schedules lost ${row.lost}, duplicated ${row.duplicated}${withKey}, stalled ${row.stalled}; healed after ${row.healedMedian} s (median), ${row.healedWorst} s (worst); took ${Math.round((performance.now() - began) / 1_000)} s`);
  say(`  ${[...faultsOf(inRange)].map(([what, times]) => `${what} ${times}`).join(', ')}`);
  if (failures.length > 0) say(`  ${failures.length} could not be run and are not counted: ${failures[0]}`);
}

try {
  for (const engine of faultEngines) if (!stopping && (!only || only.includes(engine.name))) await runEngine(engine);
} finally {
  await browser.close();
}
say(JSON.stringify(table));

/** `pnpm bench:faults [--only a,b] [--schedules 100] [--from 1] [--together 4]`: the same faults for every engine, in Chromium. */
import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumPath } from '../../e2e/harness/browser.ts';
import { runSchedule, type Verdict } from './faults/run-schedule.ts';
import { endpoint, fieldloop, plainEndpoint, pouchdb, type FaultServer } from './faults/servers.ts';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, schedules: { type: 'string', default: '100' }, from: { type: 'string', default: '1' }, together: { type: 'string', default: '4' } },
});
const schedules = Number(options.schedules);
const from = Number(options.from);
const together = Number(options.together);
const only = options.only === undefined ? undefined : new Set(options.only.split(','));

interface Engine {
  readonly name: string;
  readonly packages: readonly string[];
  readonly serve: () => Promise<FaultServer>;
  readonly worker?: string;
}

const engines: readonly Engine[] = [
  { name: 'fieldloop', packages: [], serve: fieldloop },
  { name: 'tanstack', packages: ['@tanstack/offline-transactions', '@tanstack/db'], serve: endpoint },
  { name: 'rxdb', packages: ['rxdb'], serve: endpoint },
  { name: 'pouchdb', packages: ['pouchdb', 'express-pouchdb'], serve: pouchdb },
  { name: 'workbox', packages: ['workbox-background-sync'], serve: plainEndpoint, worker: 'faults/workbox-worker.ts' },
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };

async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)], bundle: true, write: false, format: 'esm', platform: 'browser', target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' }, logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

async function filesOf({ name, worker }: Engine): Promise<ReadonlyMap<string, string>> {
  const files = new Map([
    ['/__page/index.html', '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/__page/page.js"></script>'],
    ['/__page/page.js', await bundled(`faults/${name}-page.ts`)],
  ]);
  if (worker) files.set('/__page/worker.js', await bundled(worker));
  return files;
}

const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'] });
say(`Chromium ${browser.version()}; schedules ${from} to ${from + schedules - 1}, ${together} at a time, the same for every engine`);
const table: Record<string, Record<string, number>> = {};
try {
  for (const engine of engines.filter(({ name }) => !only || only.has(name))) {
    const server = await engine.serve();
    const files = await filesOf(engine);
    const began = performance.now();
    const verdicts: Verdict[] = [];
    const failures: unknown[] = [];
    let next = from;
    await Promise.all(Array.from({ length: together }, async () => {
      while (next < from + schedules) {
        const seed = next;
        next += 1;
        try {
          verdicts.push(await runSchedule(browser, server, files, seed));
        } catch (error) {
          failures.push(error);
        }
      }
    }));
    await server.stop();
    const sum = (of: (verdict: Verdict) => number): number => verdicts.reduce((total, verdict) => total + of(verdict), 0);
    const perThousand = (count: number): number => Number(((1_000 * count) / Math.max(1, verdicts.length)).toFixed(1));
    const faults = new Map<string, number>();
    for (const verdict of verdicts) for (const [what, times] of verdict.faults) faults.set(what, (faults.get(what) ?? 0) + times);
    const row = {
      schedules: verdicts.length, saved: sum(({ saved }) => saved),
      lost: perThousand(sum(({ lost }) => lost)), duplicated: perThousand(sum(({ duplicated }) => duplicated)), stalled: perThousand(sum(({ stalled }) => stalled)),
    };
    table[engine.name] = row;
    const versions = engine.packages.map((name) => `${name} ${dependencies[name] ?? '?'}`).join(', ') || 'this repository';
    say(`${engine.name} (${versions}): ${row.saved} facts saved in ${row.schedules} schedules; per 1,000 schedules lost ${row.lost}, duplicated ${row.duplicated}, stalled ${row.stalled}; ${Math.round((performance.now() - began) / 1_000)} s`);
    say(`  ${[...faults].map(([what, times]) => `${what} ${times}`).join(', ')}`);
    if (failures.length > 0) say(`  ${failures.length} schedules could not be run: ${String(failures[0]).split('\n', 1)[0]}`);
  }
} finally {
  await browser.close();
}
say(JSON.stringify(table));

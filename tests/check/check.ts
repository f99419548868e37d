/** Everything that CI runs, one after the other: two cores are enough. Ends with one line of totals. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from './find-chromium.ts';
import { runCommand, stopOnSignals } from './run-command.ts';

const root = resolve(import.meta.dirname, '../..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const results = mkdtempSync(join(tmpdir(), 'fieldloop-check-'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

let passed = 0;
let failed = 0;

stopOnSignals(() => rmSync(results, { recursive: true, force: true }));
await step('generated files', 'pnpm', ['--filter', '@fieldloop/web', 'generate']);
await step('types', 'pnpm', ['typecheck']);
await step('lint', bin('oxlint'), ['--quiet']);
await step('import rules', process.execPath, ['tests/architecture/check-imports.ts']);
await step('unused files and dependencies', bin('knip'), ['--include', 'files,dependencies,unlisted,unresolved']);
await tests('unit', 'runtime');
await tests('postgres');
await tests('simulation');
const built = await step('build', 'pnpm', ['build']);
if (built) await step('budgets', process.execPath, ['tests/budget/budget.ts', '--dist', 'apps/web/dist']);
const executable = await findChromium(say);
if (built && executable !== undefined) await tests('e2e', { CHROMIUM: executable });
else failed += 1;

rmSync(results, { recursive: true });
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** One command; counts as one test. */
async function step(name: string, command: string, args: readonly string[]): Promise<boolean> {
  say(`\n── ${name}`);
  const began = performance.now();
  const status = await runCommand(command, args, { cwd: root });
  say(`   ${status === 0 ? 'passed' : 'FAILED'} in ${seconds(began)} s`);
  if (status === 0) passed += 1;
  else failed += 1;
  return status === 0;
}

/** Projects of the test configuration; each test counts. A run that dies counts as one failure at least. */
async function tests(...projects: (string | Readonly<Record<string, string>>)[]): Promise<void> {
  const names = projects.filter((project) => typeof project === 'string');
  const env = Object.assign({}, process.env, ...projects.filter((project) => typeof project !== 'string')) as NodeJS.ProcessEnv;
  say(`\n── ${names.join(' and ')} tests`);
  const began = performance.now();
  const file = join(results, `${names.join('-')}.json`);
  const args = ['run', '--config', 'tests/vitest.config.ts', ...names.flatMap((name) => ['--project', name])];
  const status = await runCommand(bin('vitest'), [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { cwd: root, env });
  const counted = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Counts) : { numPassedTests: 0, numFailedTests: 0 };
  passed += counted.numPassedTests;
  failed += counted.numFailedTests || (status === 0 ? 0 : 1);
  say(`   ${status === 0 ? 'passed' : 'FAILED'} in ${seconds(began)} s`);
}

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1_000).toFixed(1);
}

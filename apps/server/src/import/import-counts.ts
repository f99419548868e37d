import { resolve } from 'node:path';
import { machineClock } from '../clock.ts';
import { readEnv } from '../env.ts';
import { joinGround } from '../open-ground.ts';
import { StartError } from '../start-error.ts';
import { readArguments, usage } from './import-arguments.ts';
import { ImportError } from './import-error.ts';
import { runImport } from './run-import.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

try {
  if (process.argv.includes('--help')) process.stdout.write(`${usage}\n`);
  else await importCounts();
} catch (error) {
  // What a person can mend is one sentence; anything else is ours and shows where it happened.
  if (error instanceof ImportError || error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
}

/** Joins the database of the running server; without one, starts the embedded database for as long as it takes. */
async function importCounts(): Promise<void> {
  const { file, ...wanted } = readArguments(process.argv.slice(2).filter((argument) => argument !== '--'));
  // The package manager runs scripts in the repository; a path is meant from where the person stands.
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
  const env = readEnv(process.env);
  const ground = await joinGround(env, (line) => void process.stdout.write(`${line}\n`));
  try {
    const report = await runImport(
      { databaseUrl: ground.databaseUrl, clock: machineClock(env.FIELDLOOP_CLOCK), screen: process.stdout, signal: stopping.signal },
      { ...wanted, file: path },
    );
    const skipped = report.skipped.length > 0 ? `, ${report.skipped.length} bad lines left out` : '';
    process.stdout.write(`${report.site}: ${report.added} added, ${report.known} already there${skipped}.\n`);
  } finally {
    await ground.stop();
  }
}

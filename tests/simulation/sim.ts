/**
 * The simulated world from the command line. The last line of each is one JSON object; the exit code is 1 when a law is
 * broken.
 *
 *     pnpm sim --seeds N [--from S]     N worlds full of misfortune, the first from seed S (default 1)
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { exploreSeeds } from './explore-seeds.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
});

await explore(wholeNumber('seeds'), wholeNumber('from'));

async function explore(seeds: number, first: number): Promise<void> {
  const began = performance.now();
  const sum = await exploreSeeds(
    { seeds, first, cores: availableParallelism() },
    ({ seeds: done, violations, counts }) =>
      process.stderr.write(`\r${done} of ${seeds} worlds, ${counts['facts saved'] ?? 0} facts, ${violations} violations `),
    ({ seed, path, violations }) => console.log(`\nworld ${seed}: ${violations.join('\n  ')}\n  saved to ${path}`),
  );
  const others = Object.entries(sum.counts).filter(([what]) => what !== 'facts saved').map(([what, count]) => `${what} ${count}`);
  console.log(`\n${others.sort().join(', ')}`);
  const { faults, violations } = sum;
  const last = { seeds: sum.seeds, facts: sum.counts['facts saved'] ?? 0, faults, violations, seconds: (performance.now() - began) / 1_000 };
  console.log(JSON.stringify(last));
  process.exitCode = violations > 0 ? 1 : 0;
}

function wholeNumber(name: 'seeds' | 'from'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) {
    console.error(`--${name} takes a whole number from 1, not ${values[name]}`);
    process.exit(2);
  }
  return value;
}

/**
 * The simulated world from the command line. The last line of each is one JSON object; the exit code is 1 when a law is
 * broken.
 *
 *     pnpm sim --seeds N [--from S]     N worlds full of misfortune, the first from seed S (default 1)
 *     pnpm sim --planted [--only WORDS] each bug of planted/, and how many worlds it takes until a law notices
 *     pnpm sim --exhaustive [--most N]  every interleaving of two phones and two facts with one crash, one duplicate and one
 *                                       reordering (or N of the three); what counts as one is in decisions/0003
 *     pnpm sim --replay FILE [--store memory|dexie] [--healthy]
 *                                       a saved trace, with the bug it was made with or without; over PostgreSQL it is
 *                                       played by tests/integration/simulation
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { addUp, type Explored, type Mishaps } from '@fieldloop/sync/simulation';
import { exploreExhaustively } from './explore-exhaustively.ts';
import { exploreSeeds } from './explore-seeds.ts';
import { findBugs } from './planted/find-bugs.ts';
import type { PlantedBug } from './planted/planted-bug.ts';
import { plantedBugs } from './planted/planted-bugs.ts';
import { replay } from './replay.ts';
import { readTrace } from './saved-trace.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    planted: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    exhaustive: { type: 'boolean', default: false },
    most: { type: 'string', default: '3' },
    replay: { type: 'string' },
    store: { type: 'string', default: 'memory' },
    healthy: { type: 'boolean', default: false },
  },
});

if (values.planted) await huntPlantedBugs(plantedBugs.filter(({ name }) => name.includes(values.only)), wholeNumber('seeds'));
else if (values.exhaustive) await exploreAll(wholeNumber('most'));
else if (values.replay !== undefined) await replayTrace(values.replay);
else await explore(wholeNumber('seeds'), wholeNumber('from'));

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

async function huntPlantedBugs(bugs: readonly PlantedBug[], limit: number): Promise<void> {
  const seedsOf: Record<string, number | null> = {};
  await findBugs(bugs, { limit, cores: availableParallelism() }, ({ name }, { seeds, violation }) => {
    seedsOf[name] = seeds ?? null;
    console.log(`${seeds === undefined ? `not in ${limit}` : String(seeds).padStart(4)}  ${name}\n      ${violation ?? ''}`);
  });
  const found = Object.values(seedsOf).filter((seeds) => seeds !== null);
  console.log(JSON.stringify({ planted: bugs.length, found: found.length, worstSeeds: Math.max(0, ...found), bugs: seedsOf }));
  process.exitCode = found.length === bugs.length ? 0 : 1;
}

async function exploreAll(most: number): Promise<void> {
  const began = performance.now();
  const sums = await exploreExhaustively({ most, cores: availableParallelism() }, ({ scenario, mishaps }, { violations, ...explored }) => {
    console.log(`${scenario}, ${describe(mishaps)}: ${countsOf(explored)}${violations.map((violation) => `\n  ${violation}`).join('')}`);
  });
  const all = [...sums.values()].reduce(addUp);
  const { violations, ...explored } = all;
  for (const { violations: _, ...sum } of sums.values()) console.log(`${sum.scenario}, all together: ${countsOf(sum)}`);
  console.log(`together: ${countsOf(explored)}`);
  const { interleavings, states, steps, merged, ends } = explored;
  console.log(JSON.stringify({
    most, interleavings: String(interleavings), states, steps, merged, ends, violations: violations.length,
    scenarios: Object.fromEntries([...sums].map(([scenario, sum]) => [scenario, String(sum.interleavings)])), seconds: (performance.now() - began) / 1_000,
  }));
  process.exitCode = violations.length > 0 ? 1 : 0;
}

function countsOf({ interleavings, states, steps, merged, ends }: Omit<Explored, 'scenario' | 'violations'>): string {
  return `${interleavings} interleavings through ${states} states, by ${steps} steps (${merged} into a known state), to ${ends} ends`;
}

function describe({ crash, duplicate, late }: Mishaps): string {
  const parts = [
    crash && (crash.where === 'phone' ? `${crash.of} may die` : `the server may die before it answers ${crash.of}`),
    duplicate && `a push of ${duplicate} may come twice`,
    late && `a push of ${late} may be overtaken`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

async function replayTrace(path: string): Promise<void> {
  const store = values.store === 'dexie' ? 'dexie' : 'memory';
  const replayed = await replay({ path, store, withBug: !values.healthy && readTrace(path).bug !== undefined });
  console.log(JSON.stringify(replayed));
  process.exitCode = replayed.violations.length > 0 ? 1 : 0;
}

function wholeNumber(name: 'seeds' | 'from' | 'most'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) {
    console.error(`--${name} takes a whole number from 1, not ${values[name]}`);
    process.exit(2);
  }
  return value;
}

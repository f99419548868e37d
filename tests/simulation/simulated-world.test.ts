import { plantedBugs, runWorld, type WorldReport } from '@fieldloop/sync/testing';
import { expect, it } from 'vitest';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const firstSeed = Number(process.env['SIMULATION_SEED'] ?? 1);
const seeds = Number(process.env['SIMULATION_SEEDS'] ?? 150);

it(`keeps every law in ${seeds} worlds full of misfortune`, { timeout: 600_000 }, async () => {
  const counts: Record<string, number> = {};
  const failed: WorldReport[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    const report = await runWorld({ seed, settle });
    for (const [what, count] of Object.entries(report.counts)) counts[what] = (counts[what] ?? 0) + count;
    if (report.violations.length > 0) failed.push(report);
  }
  console.info(`${seeds} worlds: ${Object.entries(counts).map(([what, count]) => `${what} ${count}`).sort().join(', ')}`);
  expect(failed).toEqual([]);
  for (const misfortune of misfortunes) expect(counts[misfortune], misfortune).toBeGreaterThan(0);
});

const misfortunes = [
  'facts saved', 'facts replayed', 'request dropped', 'reply dropped', 'request duplicated', 'message delayed past others',
  'phone died', 'server died', 'server died between commit and reply', 'deadlock', 'phone offline', 'session ended',
  'clock jumped', 'device cloned', 'report cloned', 'access removed', 'report access-removed', 'fold threw', 'ledger restored', 'report new-epoch',
];

it.each(plantedBugs)('notices: $name', { timeout: 120_000 }, async (bug) => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const { violations } = await runWorld({ seed, settle, bug });
    if (violations.length === 0) continue;
    console.info(`noticed in world ${seed}: ${violations[0]}`);
    return;
  }
  expect.fail(`60 worlds ran with "${bug.name}" and no law was broken`);
});

it('plays the same world twice from the same seed', async () => {
  const once = await runWorld({ seed: 7, settle });
  const again = await runWorld({ seed: 7, settle });
  expect(again).toEqual(once);
});

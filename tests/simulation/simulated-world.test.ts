import { faultKinds, runWorld, type WorldReport } from '@fieldloop/sync/simulation';
import { expect, it } from 'vitest';
import { addUp, emptySum } from './sum.ts';
import { settle } from './settle.ts';

const firstSeed = Number(process.env['SIMULATION_SEED'] ?? 1);
const seeds = Number(process.env['SIMULATION_SEEDS'] ?? 400);

it(`keeps every law in ${seeds} worlds full of misfortune`, { timeout: 600_000 }, async () => {
  let sum = emptySum;
  const failed: WorldReport[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    const report = await runWorld({ seed, settle });
    sum = addUp(sum, report);
    if (report.violations.length > 0) failed.push(report);
  }
  console.info(JSON.stringify({ ...sum.counts, ...sum.faults }));
  expect(failed).toEqual([]);
  expect(sum.counts['facts saved']).toBeGreaterThan(0);
  if (seeds >= 400) expect(faultKinds.filter((kind) => sum.faults[kind] === 0)).toEqual([]);
});

it('plays the same world from the same seed, to the byte', async () => {
  const once = await runWorld({ seed: 7, settle });
  const again = await runWorld({ seed: 7, settle });
  const other = await runWorld({ seed: 8, settle });
  expect(again).toEqual(once);
  expect(other.digest).not.toBe(once.digest);
});

it('plays the same world from its decisions as from its seed', async () => {
  const recorded = await runWorld({ seed: 7, settle, record: true });
  expect(recorded.digest).toBe((await runWorld({ seed: 7, settle })).digest);
  const replayed = await runWorld({ seed: 7, settle, saved: recorded.decisions });
  expect(replayed.digest).toBe(recorded.digest);
});

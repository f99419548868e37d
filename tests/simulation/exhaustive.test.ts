import { exploreSmallWorlds, scenarios } from '@fieldloop/sync/simulation';
import { expect, it } from 'vitest';
import { settle } from './settle.ts';

// All three mishaps in one world: `pnpm sim --exhaustive`.
it.each(Object.keys(scenarios))('keeps every law in every interleaving of two phones, with one mishap at most: %s', async (scenario) => {
  const { interleavings, mishaps, violations } = await exploreSmallWorlds(scenario, settle, 1);
  console.info(`${scenario}: ${interleavings} interleavings, ${mishaps} mishaps`);
  expect(violations).toEqual([]);
  expect(interleavings).toBeGreaterThan(300);
  expect(mishaps).toBeGreaterThan(30);
});

import { addUp, everyMishap, exploreSmallWorlds, scenarios, type Explored } from '@fieldloop/sync/simulation';
import { expect, it } from 'vitest';
import { settle, settleSoon } from './settle.ts';

// All three mishaps in one world: `pnpm sim --exhaustive`.
it.each(Object.keys(scenarios))('keeps every law in every interleaving of two phones, with one mishap at most: %s', async (scenario) => {
  const parts: Explored[] = [];
  for (const mishaps of everyMishap(scenario, 1)) parts.push(await exploreSmallWorlds(scenario, mishaps, settleSoon));
  const { interleavings, states, violations } = parts.reduce(addUp);
  console.info(`${scenario}: ${interleavings} interleavings through ${states} states`);
  expect(violations).toEqual([]);
  expect(interleavings).toBeGreaterThan(100n);
  expect(states).toBeGreaterThan(500);
});

it('comes through the same states however long it waits for promises', async () => {
  const [, mishaps = {}] = everyMishap('one tap each', 1);
  expect(await exploreSmallWorlds('one tap each', mishaps, settle)).toEqual(await exploreSmallWorlds('one tap each', mishaps, settleSoon));
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { findBugs } from './planted/find-bugs.ts';
import { edited } from './planted/plant.ts';
import { plantedBugs } from './planted/planted-bugs.ts';

const source = resolve(import.meta.dirname, '../../packages/sync/src');

it.each(plantedBugs)('still fits the source: $name', ({ name, edits }) => {
  for (const edit of edits) {
    const text = readFileSync(resolve(source, edit.file), 'utf8');
    expect(edited(text, name, [edit])).not.toBe(text);
  }
});

it(`notices each of ${plantedBugs.length} planted bugs within 1,000 worlds`, { timeout: 900_000 }, async () => {
  const unnoticed: string[] = [];
  await findBugs(plantedBugs, { limit: 1_000, cores: 2 }, ({ name }, { seeds, violation }) => {
    console.info(`${seeds ?? 'never'}: ${name}: ${violation ?? ''}`);
    if (seeds === undefined) unnoticed.push(name);
  });
  expect(unnoticed).toEqual([]);
  expect(plantedBugs.length).toBeGreaterThanOrEqual(25);
});

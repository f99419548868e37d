import { expect, it } from 'vitest';
import { floorDefinitions } from '../facts/floor-catalogue.ts';
import { recordDefinitions } from './catalogue.ts';
import { floorRecords } from './floor-records.ts';

/** Shown at the desk only: that a lead put a revision in force reaches them folded. */
const deskOnly = new Set(['loop', 'plan']);

it('has every record that a fact written on a phone changes on that phone', () => {
  const written = new Set<string>(floorDefinitions.map(({ name }) => name));
  const changed = recordDefinitions.filter(({ folds }) => Object.keys(folds).some((name) => written.has(name))).map(({ kind }) => kind);
  expect([...floorRecords.keys()].toSorted()).toEqual(changed.filter((kind) => !deskOnly.has(kind)).toSorted());
});

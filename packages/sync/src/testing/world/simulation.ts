// The simulated world, without a test runner.
export { faultKinds } from './faults.ts';
export type { FaultKind } from './faults.ts';
export { runWorld } from './run-world.ts';
export { memoryLedger, memoryStores, organization } from './world-stores.ts';
export type { LedgerDisk, MakeStores, PhoneDisk, WorldStores } from './world-stores.ts';
export type { PhotoDisk } from '../memory-photo-shelf.ts';
export type { Decisions } from './chance.ts';
export { Dice } from './dice.ts';
export type { WorldOptions, WorldReport } from './world-options.ts';
export { tallyKey } from '../../folding/tally-deltas.ts';
export { addUp, everyMishap, exploreSmallWorlds, scenarios } from '../exhaustive/explore-small-worlds.ts';
export type { Explored } from '../exhaustive/explore-small-worlds.ts';
export type { Mishaps } from '../exhaustive/small-world.ts';

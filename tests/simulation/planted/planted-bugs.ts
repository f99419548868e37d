import { clientBugs } from './client-bugs.ts';
import { photoBugs } from './photo-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';
import { serverBugs } from './server-bugs.ts';

/** Defects that sync engines have shipped with. Each must be noticed by a law, or the laws prove nothing. */
export const plantedBugs: readonly PlantedBug[] = [...clientBugs, ...serverBugs, ...photoBugs];

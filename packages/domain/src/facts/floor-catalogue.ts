import { factCatalogue } from './define-fact.ts';
import { peopleCounted } from './people-counted.ts';

/** What phones write: loaded on the counting route. */
export const floorFacts = factCatalogue([peopleCounted]);

import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { siteOf, staffs } from './fact.ts';
import { identifier, scopeOfMembership, when } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

/** A grant ends at an instant; what was written before it stays allowed. */
export const membershipEnded = defineFact({
  name: 'membership-ended',
  version: 1,
  home: 'desk',
  payload: z.object({ membership: identifier, scope: scopeOfMembership, until: when }),
  allowed: (actor, fact, at) => staffs(actor, fact.payload.scope, at),
  subjects: ({ membership }) => [`membership:${membership}`],
  folds: ({ payload: { membership, scope } }) => {
    const site = siteOf(scope);
    return deskAndSites('membership', membership, site === undefined ? [] : [site]);
  },
  sample: { membership: 'membership-1', scope: 'site:ja', until: 1_784_476_800_000 },
});

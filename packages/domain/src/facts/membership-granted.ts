import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { roles, siteOf, staffs } from './fact.ts';
import { departments, identifier, scopeOfMembership, when } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

/** A person may do what a role may, in one place, for a time. The only source of permission. */
export const membershipGranted = defineFact({
  name: 'membership-granted',
  version: 1,
  home: 'desk',
  payload: z.object({
    membership: identifier,
    person: identifier,
    scope: scopeOfMembership,
    role: z.enum(roles),
    from: when,
    until: z.optional(when),
    department: z.optional(z.enum(departments)),
  }),
  // A lead enrols helpers through the server, which checks the lead and writes this as its own device.
  allowed: (actor, fact, at) => staffs(actor, fact.payload.scope, at),
  subjects: ({ membership, person }) => [`membership:${membership}`, `person:${person}`],
  folds: ({ payload: { membership, scope } }) => {
    const site = siteOf(scope);
    return deskAndSites('membership', membership, site === undefined ? [] : [site]);
  },
  sample: { membership: 'membership-1', person: 'lin-xiao', scope: 'site:ja', role: 'operator', from: 1_782_057_600_000 },
});

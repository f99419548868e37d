import type { Role, SiteScope, Stamp } from '../facts/fact.ts';
import type { Department } from '../facts/payload.ts';
import { defineRecord, missing } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';

/** One grant: a person may do what a role may, in one place, for a time. `until` is exclusive. */
export interface MembershipRecord {
  readonly id: string;
  readonly person: string;
  readonly scope: 'desk' | SiteScope;
  readonly role: Role;
  readonly from: number;
  readonly until?: number | undefined;
  readonly department?: Department | undefined;
  readonly grantedBy: string;
  readonly stamp: Stamp;
}

export const membershipRecord = defineRecord<MembershipRecord>({
  kind: 'membership',
  folds: {
    // Who may write these was judged by the place that they name: they may not speak of a grant for another place.
    'membership-granted': (membership, { payload: { membership: id, ...grant } }, { author, stamp }) => {
      if (membership && (membership.scope !== grant.scope || membership.person !== grant.person)) return { refused: 'not-allowed' };
      return membership && membership.stamp > stamp ? membership : { ...grant, id, grantedBy: author, stamp };
    },
    'membership-ended': (membership, { payload: { scope, until } }, { stamp }) => {
      if (!membership) return missing;
      if (membership.scope !== scope) return { refused: 'not-allowed' };
      return membership.stamp > stamp ? membership : { ...membership, until, stamp };
    },
  } satisfies FoldsOf<MembershipRecord>,
  promote: ({ person, role }) => ({ assignee: person, status: role }),
});

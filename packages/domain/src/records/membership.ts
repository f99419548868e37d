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
    'membership-granted': (membership, { payload: { membership: id, ...grant } }, { author, stamp }) =>
      membership && membership.stamp > stamp ? membership : { ...grant, id, grantedBy: author, stamp },
    'membership-ended': (membership, { payload: { until } }, { stamp }) => {
      if (!membership) return missing;
      return membership.stamp > stamp ? membership : { ...membership, until, stamp };
    },
  } satisfies FoldsOf<MembershipRecord>,
  promote: ({ person, role }) => ({ assignee: person, status: role }),
});

import type { MembershipRecord } from '@fieldloop/domain/records/membership';
import type { Person } from '@fieldloop/domain/records/person';

/** Who can take a post at a site: works on its floor now, and is somebody else. By name. */
export function colleagues(
  people: readonly Pick<Person, 'id' | 'name'>[],
  memberships: readonly Pick<MembershipRecord, 'person' | 'role' | 'from' | 'until'>[],
  me: string | undefined,
  now: number,
): readonly { readonly id: string; readonly name: string }[] {
  const onFloor = new Set(
    memberships
      .filter(({ role, from, until }) => (role === 'operator' || role === 'lead') && from <= now && (until === undefined || now < until))
      .map(({ person }) => person),
  );
  return people
    .filter(({ id }) => id !== me && onFloor.has(id))
    .map(({ id, name }) => ({ id, name: name.value }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}

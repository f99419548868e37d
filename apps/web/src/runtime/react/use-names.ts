import type { ScopeKey } from '@fieldloop/domain/fact';
import { useIdentity, useRecords } from './use-records.ts';

/** What people are called at a site; an id that is not known is shown as nothing. */
export function useNames(scope: ScopeKey): (person: string) => string {
  const people = useRecords(scope, 'person');
  const me = useIdentity();
  const names = new Map((people.value ?? []).map((person) => [person.id, person.name.value]));
  if (me) names.set(me.person.id, me.person.name);
  return (person) => names.get(person) ?? '';
}

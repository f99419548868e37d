import type { ScopeKey } from '@fieldloop/domain/fact';
import { useRecordsIn } from '../../runtime/react/use-records.ts';

/** Something from the floor that a step may grow out of. */
export interface Proposal {
  readonly item: string;
  readonly site: string;
  readonly person: string;
  readonly text: string;
}

/** Proposed content and open issues of the sites, newest first. */
export function useProposals(scopes: readonly ScopeKey[]): readonly Proposal[] {
  const items = useRecordsIn(scopes, 'item').value ?? [];
  return items
    .filter(({ record }) =>
      record.kind === 'content'
        ? record.status.value !== 'declined'
        : record.loop !== undefined || record.status.value !== 'declined',
    )
    .sort(
      (left, right) =>
        Number(right.record.kind === 'content') - Number(left.record.kind === 'content') ||
        right.record.openedAt - left.record.openedAt,
    )
    .map(({ scope, record }) => ({
      item: record.id,
      site: scope.slice('site:'.length),
      person: record.by,
      text: record.text.value,
    }));
}

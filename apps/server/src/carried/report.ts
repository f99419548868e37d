import type { WaitingFile } from '@fieldloop/sync/protocol';
import type { CarriedOutcome } from '@fieldloop/sync/server';
import type { WaitingFileReport } from '../api/schemas/waiting-file.ts';

/** Facts that are named one by one. */
const mostListed = 300;

/** What a person is told about a file: in numbers, and fact by fact where something is the matter. */
export function reportOf(
  person: WaitingFileReport['person'], { head, damaged, missing }: WaitingFile, outcomes: readonly CarriedOutcome[], taken: boolean,
): WaitingFileReport {
  const fresh = (state: CarriedOutcome['state']): number => outcomes.filter((each) => each.isNew && each.state === state).length;
  const times = outcomes.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const sites = outcomes.flatMap(({ scope }) => (scope?.startsWith('site:') ? [scope.slice('site:'.length)] : []));
  const refused = outcomes.filter(({ state }) => state === 'refused').length;
  const listed = [
    ...damaged.map(({ line, seq }) => ({ line, seq, state: 'damaged' as const })),
    ...outcomes
      .filter(({ state, isNew }) => state !== 'duplicate' && state !== 'applied' && (isNew || state === 'refused' || state === 'quarantined'))
      .map(({ seq, name, scope, at, state, reason }) => ({ seq, name, scope, at, state, reason })),
  ].toSorted((left, right) => (left.seq ?? 0) - (right.seq ?? 0));
  return {
    taken, person, exportedAt: head.exportedAt, app: head.app, part: head.part, parts: head.parts, facts: head.facts, photos: head.photos,
    sites: [...new Set(sites)].sort(),
    first: times.length > 0 ? times.reduce((first, at) => Math.min(first, at)) : undefined,
    last: times.length > 0 ? times.reduce((last, at) => Math.max(last, at)) : undefined,
    counts: {
      applied: fresh('applied'), waiting: fresh('waiting'), superseded: fresh('superseded'), quarantined: fresh('quarantined'),
      there: outcomes.filter(({ isNew, state }) => !isNew && state !== 'refused').length, refused, damaged: damaged.length, missing,
    },
    listed: listed.slice(0, mostListed),
    more: Math.max(0, listed.length - mostListed),
  };
}

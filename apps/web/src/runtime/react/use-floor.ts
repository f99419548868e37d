import type { ScopeKey, SiteScope } from '@fieldloop/domain/fact';
import type { Revision } from '@fieldloop/domain/records/revision';
import type { Shift } from '@fieldloop/domain/records/shift';
import { inForceAt } from '@fieldloop/domain/records/site';
import type { Site } from '@fieldloop/domain/records/site';
import { currentMemberships, ownSites } from '../identity/identity.ts';
import { readRecord, readRecords } from '../reading.ts';
import { serverNow } from '../server-clock.ts';
import type { Live } from './use-live.ts';
import { useLive } from './use-live.ts';
import { useCurrentSite, useIdentity } from './use-records.ts';

/** Where this phone stands: everything that a screen of the floor begins with, in one reading. */
export interface Floor {
  readonly scope: SiteScope;
  readonly site: Site;
  /** The shift that this person is working; undefined before one is started. */
  readonly shift: Shift | undefined;
  /** The revision that the site has. */
  readonly inForce: Revision | undefined;
  /** The newest revision on this phone, in force or not. */
  readonly newest: Revision | undefined;
}

/** `value` is undefined while the site's own record has not reached this phone. */
export function useFloor(): Live<Floor | undefined> {
  const id = useCurrentSite();
  return useLive(`floor ${id ?? ''}`, async (session) => {
    if (!id) return undefined;
    const scope: SiteScope = `site:${id}`;
    const [site, shifts, revisions] = [
      await readRecord(session, scope, 'site', id),
      await readRecords(session, scope, 'shift'),
      await readRecords(session, scope, 'revision'),
    ];
    if (!site) return undefined;
    const now = serverNow();
    const running = shifts.filter(({ person, endedAt }) => person === session.person && endedAt === undefined);
    const ours = revisions.filter(({ plan }) => site.plan === undefined || plan === site.plan);
    const holds = inForceAt(site, now);
    return {
      scope,
      site,
      shift: running.toSorted((a, b) => b.startedAt - a.startedAt)[0],
      inForce: revisions.find((revision) => revision.id === holds),
      newest: ours.toSorted((a, b) => b.publishedAt - a.publishedAt)[0],
    };
  });
}

/** Does this person lead the site: correct what others counted, put revisions in force, enrol? */
export function useLeads(scope: SiteScope | undefined): boolean {
  const identity = useIdentity();
  return identity !== undefined && currentMemberships(identity).some(
    ({ scope: held, role }) => role !== 'operator' && role !== 'partner' && (held === scope || held === 'desk'),
  );
}

/** The sites this person works at, for choosing one. Those whose record is not here yet are left out. */
export function useOwnSites(): readonly Site[] {
  const identity = useIdentity();
  const scopes: readonly ScopeKey[] = identity ? ownSites(identity) : [];
  const found = useLive(`own sites ${scopes.join()}`, async (session) => {
    const sites = await Promise.all(scopes.map((scope) => readRecord(session, scope, 'site', scope.slice('site:'.length))));
    return sites.filter((site) => site !== undefined);
  });
  return found.value ?? [];
}

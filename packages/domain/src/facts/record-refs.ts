import type { RecordRef } from './define-fact.ts';

/** A record of the planning side. */
export function deskRecord(kind: string, id: string): RecordRef {
  return { scope: 'desk', kind, id };
}

/** A record of one site. */
export function siteRecord(site: string, kind: string, id: string): RecordRef {
  return { scope: `site:${site}`, kind, id };
}

/** The desk's record and its copy in each site, for what planners write and phones read. */
export function deskAndSites(kind: string, id: string, sites: readonly string[]): readonly RecordRef[] {
  return [deskRecord(kind, id), ...[...new Set(sites)].map((site) => siteRecord(site, kind, id))];
}

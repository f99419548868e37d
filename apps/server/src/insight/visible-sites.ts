import { reads, type Actor } from '@fieldloop/domain/fact';
import type { Site } from '@fieldloop/domain/records/site';
import type pg from 'pg';
import { ApiError } from '../api/api-error.ts';
import { readSites } from './read-records.ts';

/** Who asks, of which organization, when. */
export interface Asker {
  readonly pool: pg.Pool;
  readonly organization: string;
  readonly actor: Actor;
  readonly now: number;
}

/** The sites that the asker may read; of `wanted` only those, in that order. */
export async function visibleSites({ pool, organization, actor, now }: Asker, wanted?: readonly string[]): Promise<Site[]> {
  const found = await readSites(pool, organization, wanted);
  const sites = found.filter(({ id }) => reads(actor, `site:${id}`, now));
  if (wanted === undefined) return sites;
  return wanted.flatMap((id) => sites.filter((site) => site.id === id));
}

/** One site. A site of others and a site that is not there are the same answer. */
export async function visibleSite(asker: Asker, id: string): Promise<Site> {
  const [site] = await visibleSites(asker, [id]);
  if (!site) throw new ApiError('not-found', 'There is no such site among yours.');
  return site;
}

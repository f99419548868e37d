import type { Attachment, Phrase } from '../facts/payload.ts';
import type { Payloads } from '../facts/payloads.ts';
import type { RevisionRef, Stamp } from '../facts/fact.ts';
import { defineRecord, missing } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted } from './folds-of.ts';

/** Which revision the site has, from when; the last entry that has begun holds. */
export interface InForce {
  readonly revision: RevisionRef;
  readonly from: number;
  readonly by: string;
  readonly stamp: Stamp;
  readonly photos: readonly Attachment[];
}

/** A place where things happen. Kept at the desk, and in the site's own scope for its phones. */
export interface Site {
  readonly id: string;
  readonly kind: Payloads['site-set']['kind'];
  readonly name: Phrase;
  readonly timeZone: string;
  readonly currency: string;
  /** Minutes after site-local midnight. */
  readonly opens: number;
  readonly closes: number;
  readonly weekdays?: readonly number[] | undefined;
  readonly areaM2?: number | undefined;
  readonly zones: readonly { readonly id: string; readonly name: Phrase }[];
  readonly countRule: Payloads['site-set']['countRule'];
  readonly plan?: string | undefined;
  /** By `from`. */
  readonly inForce: readonly InForce[];
  readonly stamp: Stamp;
}

export const siteRecord = defineRecord<Site>({
  kind: 'site',
  folds: {
    'site-set': (site, { payload }, { stamp }) => {
      if (site && site.stamp > stamp) return site;
      const { site: id, ...settings } = payload;
      return { ...settings, id, inForce: site?.inForce ?? [], stamp };
    },
    'revision-put-in-force': (site, { payload }, { at, author, stamp }) => {
      if (!site) return missing;
      const entry = { revision: payload.revision, from: payload.from ?? at, by: author, stamp, photos: payload.photos };
      return { ...site, inForce: inserted(site.inForce, entry, (each) => `${String(each.from).padStart(16, '0')}${each.stamp}`) };
    },
  } satisfies FoldsOf<Site>,
});

/** The revision in force at a site at an instant; undefined before the first. */
export function inForceAt(site: Pick<Site, 'inForce'>, at: number): RevisionRef | undefined {
  return site.inForce.findLast(({ from }) => from <= at)?.revision;
}

import type { RevisionRef } from '../facts/fact.ts';
import { siteOf } from '../facts/fact.ts';
import type { Attachment } from '../facts/payload.ts';
import type { Payloads } from '../facts/payloads.ts';
import { defineRecord, missing, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted } from './folds-of.ts';

export interface PutInForce {
  readonly site: string;
  readonly from: number;
  readonly at: number;
  readonly by: string;
  readonly photos: readonly Attachment[];
  readonly note?: string | undefined;
}

/** One published version of a plan's floor side. Kept at the desk with a copy in each of its sites. */
export interface Revision extends Omit<Payloads['revision-published'], 'revision' | 'adopts'> {
  readonly id: RevisionRef;
  readonly adopts: NonNullable<Payloads['revision-published']['adopts']>;
  readonly publishedAt: number;
  readonly by: string;
  /** By `from`; in a site's copy only that site. */
  readonly inForce: readonly PutInForce[];
}

export const revisionRecord = defineRecord<Revision>({
  kind: 'revision',
  folds: {
    'revision-published': (revision, { payload: { revision: id, adopts = [], ...rest } }, { at, author }) =>
      revision ? superseded : { ...rest, id, adopts, publishedAt: at, by: author, inForce: [] },
    'revision-put-in-force': (revision, { scope, payload: { from, photos, note } }, { at, author: by }) => {
      if (!revision) return missing;
      const entry: PutInForce = { site: siteOf(scope) ?? '', from: from ?? at, at, by, photos, note };
      return { ...revision, inForce: inserted(revision.inForce, entry, (each) => each.from) };
    },
  } satisfies FoldsOf<Revision>,
});

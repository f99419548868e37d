import type { RevisionRef } from '../facts/fact.ts';
import { siteOf } from '../facts/fact.ts';
import type { Attachment } from '../facts/payload.ts';
import type { Payloads } from '../facts/payloads.ts';
import type { RevisionStep } from '../facts/revision-step.ts';
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

/**
 * One published version of a plan's floor side. Kept at the desk whole, with a copy in each of its sites that
 * holds that site's own steps.
 */
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
    'revision-published': (revision, { payload: { revision: id, adopts = [], steps, ...rest } }, { at, author, scope }) =>
      revision ? superseded : { ...rest, id, adopts, steps: stepsFor(steps, siteOf(scope)), publishedAt: at, by: author, inForce: [] },
    'revision-put-in-force': (revision, { scope, payload: { from, photos, note } }, { at, author: by }) => {
      if (!revision) return missing;
      const entry: PutInForce = { site: siteOf(scope) ?? '', from: from ?? at, at, by, photos, note };
      return { ...revision, inForce: inserted(revision.inForce, entry, (each) => each.from) };
    },
  } satisfies FoldsOf<Revision>,
});

/** The steps that one site carries out; without a site, all of them. */
export function stepsFor(steps: readonly RevisionStep[], site: string | undefined): RevisionStep[] {
  return steps.filter((step) => site === undefined || step.sites === undefined || step.sites.includes(site));
}

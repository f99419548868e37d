import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import type { RecordKey } from './fact.ts';
import { holds } from './fact.ts';
import { attachment, freeText, identifier, phrase, revisionRef, shortText, sites, when } from './payload.ts';
import { deskAndSites, deskRecord } from './record-refs.ts';
import { revisionStep } from './revision-step.ts';

/** A plan's floor side in one numbered version, sent to its sites. In force only when a site says so. */
export const revisionPublished = defineFact({
  name: 'revision-published',
  version: 1,
  home: 'desk',
  payload: z.object({
    revision: revisionRef,
    plan: identifier,
    number: z.int().check(z.minimum(1), z.maximum(100_000)),
    title: shortText,
    sites,
    /** When it is meant to take effect. */
    effectiveFrom: when,
    steps: z.array(revisionStep).check(z.maxLength(60)),
    /** What moves where; `photos` are a sketch or a picture of how it should look. */
    layout: z.optional(
      z.object({
        text: freeText,
        zones: z.optional(z.array(z.object({ zone: identifier, text: phrase })).check(z.maxLength(40))),
        photos: z.optional(z.array(attachment).check(z.maxLength(4))),
      }),
    ),
    /** What changed against the version before, as the floor reads it. */
    changes: z.array(phrase).check(z.maxLength(40)),
    /** The loop that it answers. */
    loop: z.optional(identifier),
    /** Proposals of the floor that it adopts. */
    adopts: z.optional(z.array(z.object({ site: identifier, item: identifier, step: identifier })).check(z.maxLength(40))),
  }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager'], fact.scope, at),
  subjects: ({ revision, plan, loop }): RecordKey[] => [
    `revision:${revision}`, `plan:${plan}`, ...(loop === undefined ? [] : [`loop:${loop}` as const]),
  ],
  folds: ({ payload: { revision, plan, sites: to, loop, adopts = [] } }) => [
    ...deskAndSites('revision', revision, to),
    deskRecord('plan', plan),
    ...(loop === undefined ? [] : deskAndSites('loop', loop, to)),
    ...adopts.map(({ site, item }) => ({ scope: `site:${site}` as const, kind: 'item', id: item })),
  ],
  sample: {
    revision: 'commute@2', plan: 'commute', number: 2, title: '动线与话术 v2', sites: ['ja'],
    effectiveFrom: 1_783_303_200_000, loop: 'loop-18',
    steps: [{
      id: 'greeter', number: 3, text: { zh: '迎宾站门内右侧一米', en: 'Greeter 1 m inside, right' },
      schedule: { kind: 'hourly' }, evidence: ['yes-no', 'name'], mandatory: false, change: 'new',
    }],
    changes: [{ zh: '装置后移 2 米', en: 'Art piece moved back 2 m' }],
  },
});

import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds } from './fact.ts';
import { freeText, identifier, phrase, sites, when } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

/** A plan is drafted or changed: each field that is given is set, the last writer of each wins. */
export const planSet = defineFact({
  name: 'plan-set',
  version: 1,
  home: 'desk',
  payload: z.object({
    plan: identifier,
    sites,
    name: z.optional(phrase),
    stage: z.optional(z.enum(['drafted', 'submitted', 'approved', 'launched', 'closed'])),
    owner: z.optional(identifier),
    /** The operations manager who writes it together with the owner. */
    partner: z.optional(identifier),
    from: z.optional(when),
    until: z.optional(when),
    /** The creative core: lines that may not be cut without the owner's consent. */
    core: z.optional(z.array(phrase).check(z.maxLength(3))),
    note: z.optional(freeText),
  }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager'], fact.scope, at),
  subjects: ({ plan }) => [`plan:${plan}`],
  folds: ({ payload }) => deskAndSites('plan', payload.plan, payload.sites),
  sample: {
    plan: 'commute', sites: ['ja', 'lv'], name: { zh: '轻通勤', en: 'Light Commute' }, stage: 'launched',
    owner: 'zhou-ning', partner: 'chen-li', core: [{ zh: '会呼吸的衣橱', en: 'The breathing wardrobe' }],
  },
});

import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds } from './fact.ts';
import { departments, identifier, sites, when } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

const figure = z.number().check(z.minimum(0), z.maximum(1e12));

/** What a metric should reach, from an instant on. A later value replaces it from then; the past keeps its own. */
export const targetSet = defineFact({
  name: 'target-set',
  version: 1,
  home: 'desk',
  payload: z.object({
    target: identifier,
    metric: identifier,
    plan: z.optional(identifier),
    /** Where it holds; empty for the whole organization. */
    sites,
    window: z.enum(['hour', 'day', 'week', 'plan']),
    /** A share for rates, minor units for money, a number for counts. */
    value: figure,
    from: when,
    until: z.optional(when),
    /** Day types that it holds on; absent: all. */
    days: z.optional(z.array(z.enum(['weekday', 'weekend'])).check(z.maxLength(2))),
    /** What operations expect by their own estimate; without one it is a promise that nobody has worked out. */
    estimate: z.optional(figure),
    owners: z.optional(z.array(z.enum(departments)).check(z.maxLength(7))),
    parent: z.optional(identifier),
  }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager', 'data-analyst'], fact.scope, at),
  subjects: ({ target }) => [`target:${target}`],
  folds: ({ payload }) => deskAndSites('target', payload.target, payload.sites),
  sample: { target: 'kr-1', metric: 'entry-rate', plan: 'commute', sites: ['ja'], window: 'day', value: 0.25, from: 1_782_979_200_000, owners: ['planning', 'operations'] },
});

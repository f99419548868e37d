import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds, reads } from './fact.ts';
import { departments, identifier, sites } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

/** What a person is called and which department they belong to; copied to the sites where they work. */
export const personNamed = defineFact({
  name: 'person-named',
  version: 1,
  home: 'desk',
  payload: z.object({
    person: identifier,
    name: z.string().check(z.minLength(1), z.maxLength(80)),
    locale: z.optional(z.enum(['zh-CN', 'en'])),
    department: z.optional(z.enum(departments)),
    sites,
  }),
  // Anybody may say what they themselves are called, where they belong.
  allowed: (actor, fact, at) => {
    const { person, sites: to } = fact.payload;
    if (holds(actor, ['operations-manager', 'admin'], fact.scope, at)) return true;
    return actor.kind === 'person' && actor.person === person && to.length > 0 && to.every((site) => reads(actor, `site:${site}`, at));
  },
  subjects: ({ person }) => [`person:${person}`],
  folds: ({ payload }) => deskAndSites('person', payload.person, payload.sites),
  sample: { person: 'lin-xiao', name: '林晓', locale: 'zh-CN', department: 'operations', sites: ['ja'] },
});

import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds } from './fact.ts';
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
  allowed: (actor, fact, at) => actor.person === fact.payload.person || holds(actor, ['operations-manager', 'admin'], fact.scope, at),
  subjects: ({ person }) => [`person:${person}`],
  folds: ({ payload }) => deskAndSites('person', payload.person, payload.sites),
  sample: { person: 'lin-xiao', name: '林晓', locale: 'zh-CN', department: 'operations', sites: ['ja'] },
});

import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { leadsAt } from './fact.ts';
import { day, dayTypes, shortText } from './payload.ts';

/** What makes a day unlike its weekday: weather, an event in the mall, a holiday or make-up workday. */
export const dayMarked = defineFact({
  name: 'day-marked',
  version: 1,
  home: 'site',
  payload: z.object({
    day,
    weather: z.optional(z.enum(['sunny', 'cloudy', 'overcast', 'light-rain', 'rain', 'heavy-rain', 'snow', 'hot', 'cold'])),
    dayType: z.optional(z.enum(dayTypes)),
    events: z.optional(z.array(shortText).check(z.maxLength(10))),
  }),
  allowed: (actor, fact, at) => leadsAt(actor, fact.scope, at),
  subjects: (payload) => [`day:${payload.day}`],
  sample: { day: '2026-06-27', weather: 'sunny', events: ['商场乐队'] },
});

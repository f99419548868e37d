import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import { holds } from './fact.ts';
import { currency, freeText, identifier, minuteOfDay, phrase, timeZone } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

/** A place where things happen, as it is from now on; what is left out stays. */
export const siteSet = defineFact({
  name: 'site-set',
  version: 1,
  home: 'desk',
  payload: z.object({
    site: identifier,
    kind: z.enum(['popup', 'store', 'live-room']),
    name: phrase,
    timeZone,
    currency,
    opens: minuteOfDay,
    closes: minuteOfDay,
    /** ISO weekdays that it opens on, 1 is Monday; absent: every day. */
    weekdays: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7))),
    areaM2: z.optional(z.number().check(z.minimum(1), z.maximum(1_000_000))),
    zones: z.array(z.object({ id: identifier, name: phrase })).check(z.maxLength(60)),
    /** How people are counted here: who counts as what, and when one counts. */
    countRule: z.object({
      method: z.enum(['full', 'sample', 'sensor', 'platform']),
      text: freeText,
      /** Sampled minutes of each hour. */
      windows: z.optional(
        z.array(z.object({ from: z.int().check(z.minimum(0), z.maximum(59)), until: z.int().check(z.minimum(1), z.maximum(60)) }))
          .check(z.maxLength(6)),
      ),
    }),
    plan: z.optional(identifier),
  }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager', 'admin'], fact.scope, at),
  subjects: ({ site }) => [`site:${site}`],
  folds: ({ payload }) => deskAndSites('site', payload.site, [payload.site]),
  sample: {
    site: 'ja', kind: 'popup', name: { zh: '静安快闪店', en: "Jing'an pop-up" }, timeZone: 'Asia/Shanghai', currency: 'CNY',
    opens: 600, closes: 1_320, areaM2: 60, zones: [{ id: 'front', name: { zh: '门头', en: 'Front' } }],
    countRule: { method: 'full', text: '门前 3 米线' }, plan: 'commute',
  },
});

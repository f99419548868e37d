import * as z from 'zod/mini';
import { counters } from '../facts/tally.ts';
import { identifier, shortText, when } from '../facts/payload.ts';
import { rateMetrics } from '../metrics/catalogue.ts';

const rollingMinutes = z.int().check(z.minimum(15), z.maximum(10_080), z.multipleOf(15));

/** What the numbers are taken over: the last minutes, or since the day's opening. */
export const ruleWindow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rolling'), minutes: rollingMinutes }),
  z.object({ kind: z.literal('day-to-date') }),
]);
export type RuleWindow = z.infer<typeof ruleWindow>;

/**
 * A share against a level. Fires only when the whole interval lies beyond the level; recovers when the
 * value is past the recovery level, which is the weaker of the two.
 */
const rateCondition = z
  .object({
    kind: z.literal('rate'),
    metric: identifier.check(
      z.refine((id) => rateMetrics.some((metric) => metric.id === id), {
        error: 'metric must be a share whose interval is known, such as entry-rate',
      }),
    ),
    direction: z.enum(['below', 'above']),
    level: z.number().check(z.gt(0), z.lt(1)),
    recovery: z.number().check(z.gt(0), z.lt(1)),
    window: ruleWindow,
    /** Below so many people counted, nothing is judged. */
    minimum: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  })
  .check(
    z.refine((c) => (c.direction === 'below' ? c.recovery >= c.level : c.recovery <= c.level), {
      path: ['recovery'],
      error: 'recovery must lie on the good side of level',
    }),
  );

/** So many of one thing within the window, each kind (detail) on its own when grouped. */
const countCondition = z.object({
  kind: z.literal('count'),
  counter: z.enum(counters),
  atLeast: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  minutes: rollingMinutes,
  /** `detail`: the same style and size, the same kind of complaint. */
  groupBy: z.enum(['nothing', 'detail']),
  /** Only this detail: one kind of complaint, one style and size. */
  detail: z.optional(shortText),
});

/** Nothing was counted although the site was open and somebody was on shift. */
const silenceCondition = z.object({ kind: z.literal('silence'), minutes: rollingMinutes });

export const ruleCondition = z.discriminatedUnion('kind', [rateCondition, countCondition, silenceCondition]);
export type RuleCondition = z.infer<typeof ruleCondition>;
export type RateCondition = z.infer<typeof rateCondition>;
export type CountCondition = z.infer<typeof countCondition>;
export type SilenceCondition = z.infer<typeof silenceCondition>;

/** A rule as it is set: the payload of `rule-set` and the data of the rule record. */
export const ruleSettings = z.object({
  title: shortText,
  /** Judged for each of these sites on its own. */
  sites: z.array(identifier).check(z.minLength(1), z.maxLength(500)),
  plan: z.optional(identifier),
  /** Only tallies of this zone. */
  zone: z.optional(identifier),
  condition: ruleCondition,
  /** Nothing before this instant is judged. */
  effectiveFrom: when,
  /** Consecutive closed quarters that must be beyond the level before it fires. */
  evaluations: z.int().check(z.minimum(1), z.maximum(96)),
  /** Consecutive recovered quarters before it clears. */
  recoveryEvaluations: z.int().check(z.minimum(1), z.maximum(96)),
  /** Goes on firing at least so long after it was last beyond the level. */
  keepFiringMinutes: z.int().check(z.minimum(0), z.maximum(1_440)),
  during: z.enum(['opening-hours', 'live-session', 'always']),
  severity: z.enum(['critical', 'attention', 'info']),
  /** Person ids told first; leads of the site and the desk can always see it. */
  notify: z.array(identifier).check(z.maxLength(100)),
  enabled: z.boolean(),
});
export type RuleSettings = z.infer<typeof ruleSettings>;

/** A rule with its record id. */
export interface Rule extends RuleSettings {
  readonly id: string;
}

/** Two evaluations to fire and to recover, half an hour of quiet: what a new rule starts from. */
export const ruleDefaults = {
  evaluations: 2,
  recoveryEvaluations: 2,
  keepFiringMinutes: 30,
  during: 'opening-hours',
  severity: 'attention',
  notify: [],
  enabled: true,
} as const satisfies Partial<RuleSettings>;

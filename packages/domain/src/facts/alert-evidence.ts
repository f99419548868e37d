import * as z from 'zod/mini';
import { identifier, when } from './payload.ts';

const figure = z.number().check(z.minimum(-1e12), z.maximum(1e12));

/** What a rule saw: parts, interval and level, over one window. A count has no denominator. */
export const alertEvidence = z.object({
  /** A metric, or for counts and silence the counter. */
  metric: identifier,
  from: when,
  until: when,
  numerator: figure,
  denominator: z.optional(figure),
  low: z.optional(figure),
  high: z.optional(figure),
  level: figure,
  direction: z.enum(['below', 'above']),
  zone: z.optional(identifier),
  /** Reason, complaint kind or `style/size` that was counted. */
  detail: z.optional(z.string().check(z.maxLength(100))),
  /** The item that set it off. */
  item: z.optional(identifier),
});
export type AlertEvidence = z.infer<typeof alertEvidence>;

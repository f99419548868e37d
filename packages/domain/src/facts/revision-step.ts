import * as z from 'zod/mini';
import { identifier, minuteOfDay, phrase } from './payload.ts';

/** When a step is due on a site day. */
export const stepSchedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at'), minutes: z.array(minuteOfDay).check(z.minLength(1), z.maxLength(24)) }),
  /** Once in every opening hour. */
  z.object({ kind: z.literal('hourly') }),
  /** Once in the early and once in the late shift. */
  z.object({ kind: z.literal('per-shift') }),
  /** Whenever it happens; reported apart, never due. */
  z.object({ kind: z.literal('triggered') }),
]);
export type StepSchedule = z.infer<typeof stepSchedule>;

/** One step of the floor's procedure. `evidence` lists what a tick must bring; a number may be asked twice. */
export const revisionStep = z.object({
  id: identifier,
  number: z.int().check(z.minimum(1), z.maximum(200)),
  /** Which of the revision's sites it is for; absent: all of them. Numbers count per site. */
  sites: z.optional(z.array(identifier).check(z.maxLength(200))),
  text: phrase,
  schedule: stepSchedule,
  evidence: z.array(z.enum(['photo', 'number', 'yes-no', 'name'])).check(z.maxLength(4)),
  mandatory: z.boolean(),
  change: z.optional(z.enum(['new', 'changed'])),
  /** Who brought it: the item it grew out of and its author. */
  from: z.optional(z.object({ item: identifier, person: identifier })),
});
export type RevisionStep = z.infer<typeof revisionStep>;

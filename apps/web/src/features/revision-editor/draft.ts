import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { attachment } from '@fieldloop/domain/payload';
import * as z from 'zod/mini';
import { formatClockTimes, parseClockTimes } from './clock-times.ts';

export const dueKinds = ['at', 'hourly', 'per-shift', 'triggered'] as const;
export const evidenceKinds = ['photo', 'number', 'yes-no', 'name'] as const;

const draftStep = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  due: z.enum(dueKinds),
  /** Due times as typed. */
  times: z.string(),
  evidence: z.array(z.enum(evidenceKinds)),
  mandatory: z.boolean(),
  /** Absent: every site. */
  sites: z.optional(z.array(z.string())),
  from: z.optional(z.object({ item: z.string(), person: z.string() })),
});
export type DraftStep = z.infer<typeof draftStep>;

/** A revision being written; kept on this computer until it is published or discarded. */
export const revisionDraft = z.object({
  title: z.string(),
  sites: z.array(z.string()),
  /** As typed into a date-time field, at the first site's clock. */
  effective: z.string(),
  layout: z.string(),
  /** Sketches or pictures of the layout; absent in drafts from before there were any. */
  pictures: z.optional(z.array(attachment)),
  steps: z.array(draftStep),
});
export type RevisionDraft = z.infer<typeof revisionDraft>;

export type DraftError = 'title' | 'sites' | 'steps' | 'effective' | 'layout' | `text ${string}` | `times ${string}`;

/** A draft that starts from the steps in force. */
export function draftFrom(steps: readonly RevisionStep[], sites: readonly string[], effective: string): RevisionDraft {
  return { title: '', sites: [...sites], effective, layout: '', steps: steps.map(toDraft) };
}

/** An empty step at the end. */
export function emptyStep(id: string): DraftStep {
  return { id, zh: '', en: '', due: 'hourly', times: '', evidence: [], mandatory: false };
}

/** What is missing before it can be published. */
export function draftErrors(draft: RevisionDraft): ReadonlySet<DraftError> {
  const errors = new Set<DraftError>();
  if (draft.title.trim() === '') errors.add('title');
  if (draft.sites.length === 0) errors.add('sites');
  if (draft.steps.length === 0) errors.add('steps');
  if (draft.effective === '') errors.add('effective');
  if (draft.pictures?.length && draft.layout.trim() === '') errors.add('layout');
  for (const step of draft.steps) {
    const length = step.zh.trim().length;
    if (length === 0 || length > 400 || step.en.trim().length > 800) errors.add(`text ${step.id}`);
    if (step.due === 'at' && parseClockTimes(step.times) === undefined) errors.add(`times ${step.id}`);
  }
  return errors;
}

/** The draft's steps as a revision would carry them. Unreadable due times count as none; `draftErrors` names them. */
export function stepsOf(draft: RevisionDraft): readonly RevisionStep[] {
  return draft.steps.map((step, index) => ({
    id: step.id,
    number: index + 1,
    ...(step.sites ? { sites: step.sites } : {}),
    text: { zh: step.zh.trim(), ...(step.en.trim() ? { en: step.en.trim() } : {}) },
    schedule:
      step.due === 'at' ? { kind: 'at', minutes: [...(parseClockTimes(step.times) ?? [])] } : { kind: step.due },
    evidence: step.evidence,
    mandatory: step.mandatory,
    ...(step.from ? { from: step.from } : {}),
  }));
}

/** The steps with one moved up (−1) or down (1). */
export function moved<Step>(steps: readonly Step[], index: number, by: -1 | 1): Step[] {
  const next = [...steps];
  const [step] = next.splice(index, 1);
  if (step !== undefined) next.splice(Math.max(0, Math.min(next.length, index + by)), 0, step);
  return next;
}

function toDraft({ id, text, schedule, evidence, mandatory, sites, from }: RevisionStep): DraftStep {
  return {
    id,
    zh: text.zh,
    en: text.en ?? '',
    due: schedule.kind,
    times: schedule.kind === 'at' ? formatClockTimes(schedule.minutes) : '',
    evidence: [...evidence],
    mandatory,
    ...(sites ? { sites: [...sites] } : {}),
    ...(from ? { from } : {}),
  };
}

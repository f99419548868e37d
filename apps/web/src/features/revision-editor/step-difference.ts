import type { Phrase } from '@fieldloop/domain/payload';
import type { RevisionStep } from '@fieldloop/domain/revision-step';

export type StepChange = 'same' | 'new' | 'changed';

/** How a draft's steps stand to those in force. */
export interface StepDifference {
  /** By step id. */
  readonly changes: ReadonlyMap<string, StepChange>;
  readonly removed: readonly RevisionStep[];
  readonly added: number;
  readonly changed: number;
}

/** Compares by step id: words, schedule, evidence and duty count as a change; its place in the list does not. */
export function stepDifference(before: readonly RevisionStep[], after: readonly RevisionStep[]): StepDifference {
  const old = new Map(before.map((step) => [step.id, step]));
  const kept = new Set(after.map((step) => step.id));
  const changes = new Map(after.map((step) => [step.id, changeOf(old.get(step.id), step)]));
  const tally = (wanted: StepChange) => [...changes.values()].filter((change) => change === wanted).length;
  return {
    changes,
    removed: before.filter((step) => !kept.has(step.id)),
    added: tally('new'),
    changed: tally('changed'),
  };
}

/** The steps as published: numbered in their order for each group of sites, each marked with what changed. */
export function publishedSteps(
  before: readonly RevisionStep[],
  after: readonly RevisionStep[],
): readonly RevisionStep[] {
  const { changes } = stepDifference(before, after);
  const numbers = new Map<string, number>();
  return after.map(({ change: _, ...step }) => {
    const change = changes.get(step.id);
    const key = siteKey(step.sites);
    const number = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, number);
    return { ...step, number, ...(change === 'new' || change === 'changed' ? { change } : {}) };
  });
}

/** What the floor reads as "what changed": one line per step, in both languages. */
export function changeNotes(
  before: readonly RevisionStep[],
  after: readonly RevisionStep[],
  words: NoteWords,
): readonly Phrase[] {
  const { changes, removed } = stepDifference(before, after);
  const notes = after.flatMap((step) => {
    const change = changes.get(step.id);
    return change === 'new' || change === 'changed' ? [note(words[change], step.text)] : [];
  });
  return [...notes, ...removed.map((step) => note(words.removed, step.text))];
}

export type NoteWords = Readonly<
  Record<'new' | 'changed' | 'removed', (text: string, locale: 'zh-CN' | 'en') => string>
>;

function note(words: NoteWords['new'], text: Phrase): Phrase {
  return { zh: words(text.zh, 'zh-CN').slice(0, 400), en: words(text.en || text.zh, 'en').slice(0, 800) };
}

function changeOf(before: RevisionStep | undefined, after: RevisionStep): StepChange {
  if (!before) return 'new';
  return fingerprint(before) === fingerprint(after) ? 'same' : 'changed';
}

function fingerprint({ text, schedule, evidence, mandatory, sites }: RevisionStep): string {
  const due = schedule.kind === 'at' ? schedule.minutes : [];
  return JSON.stringify([
    text.zh.trim(),
    (text.en ?? '').trim(),
    schedule.kind,
    due,
    evidence,
    mandatory,
    siteKey(sites),
  ]);
}

function siteKey(sites: readonly string[] | undefined): string {
  return [...(sites ?? [])].sort().join();
}

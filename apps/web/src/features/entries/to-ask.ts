import type { Entry } from '../../runtime/entries.ts';

/**
 * What to ask next: of which entries that the desk has let in it is not known what counts, at most a hundred. Each question
 * names the entry and when it was let in; let in anew, it is another question.
 */
export function toAsk(mine: readonly Entry[], answered: readonly string[]): readonly string[] {
  const questions = mine.filter(({ unasked }) => unasked).map(({ id, settledAt }) => `${id} ${settledAt}`);
  return questions.filter((question) => !answered.includes(question)).slice(0, 100);
}

/** The entry that a question is about. */
export function entryOf(question: string): string {
  return question.slice(0, question.indexOf(' '));
}

import type { Session } from '../session/session.ts';
import { onStorageChange } from '../storage-changes.ts';

/** What a live question says: nothing yet, a value, or that the local database failed. */
export type Live<Value> =
  | { readonly state: 'loading'; readonly value?: undefined }
  | { readonly state: 'ready'; readonly value: Value }
  | { readonly state: 'failed'; readonly value?: undefined; readonly error: unknown };

const loading = { state: 'loading' } as const;

/**
 * Rest between two rounds of reading, ms. Somebody who taps ten times a second changes the outbox ten times a second;
 * a question that starts again with each change never answers, and reading all the time leaves no time to write.
 */
const restMs = 40;
/** A question that failed is asked again after this long: the database may work again without anything changing in it. */
const againMs = 1_000;
/** An answer stays in sight until its question has failed this often in a row: most handles come back at once. */
const patience = 3;
/** An answer that nobody watches is kept this long, ms: whoever comes back from another screen sees it at once. */
const keptMs = 30_000;

interface Question {
  ask: (session: Session) => Promise<unknown>;
  readonly listeners: Set<() => void>;
  live: Live<unknown>;
  /** Runs out once nobody watches. */
  kept?: ReturnType<typeof setTimeout>;
  /** In a row. */
  failures: number;
}

/** The questions of one session: each asked once however many components want it, again after each change while it is watched. */
class Answers {
  readonly #session: Session;
  readonly #questions = new Map<string, Question>();
  readonly #stale = new Set<Question>();
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading = false;

  constructor(session: Session) {
    this.#session = session;
    this.#stop = onStorageChange(session.name, () => {
      for (const question of this.#questions.values()) if (question.listeners.size > 0) this.#stale.add(question);
      this.#schedule(restMs);
    });
  }

  watch(key: string, ask: Question['ask'], listener: () => void): () => void {
    const question: Question = this.#questions.get(key) ?? { ask, listeners: new Set(), live: loading, failures: 0 };
    this.#questions.set(key, question);
    if (question.listeners.size === 0) {
      clearTimeout(question.kept);
      question.ask = ask;
      if (question.live.state === 'failed') question.live = loading;
      this.#stale.add(question);
      this.#schedule(0);
    }
    question.listeners.add(listener);
    return () => {
      question.listeners.delete(listener);
      if (question.listeners.size > 0) return;
      this.#stale.delete(question);
      question.kept = setTimeout(() => this.#forget(key), keptMs);
    };
  }

  answer(key: string): Live<unknown> {
    return this.#questions.get(key)?.live ?? loading;
  }

  #schedule(delay: number): void {
    if (this.#reading || this.#stale.size === 0) return;
    if (this.#timer !== undefined && delay > 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), delay);
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    this.#reading = true;
    const round = [...this.#stale];
    this.#stale.clear();
    await Promise.all(round.map((question) => this.#refresh(question)));
    this.#reading = false;
    this.#schedule(restMs);
  }

  async #refresh(question: Question): Promise<void> {
    const asked = await question.ask(this.#session).then(
      (value) => ({ state: 'ready', value }) as const,
      (error: unknown) => ({ state: 'failed', error }) as const,
    );
    question.failures = asked.state === 'failed' ? question.failures + 1 : 0;
    if (asked.state === 'failed') this.#askAgain(question);
    if (asked.state === 'failed' && question.live.state === 'ready' && question.failures < patience) return;
    question.live = asked;
    for (const listener of question.listeners) listener();
  }

  #askAgain(question: Question): void {
    setTimeout(() => {
      if (question.listeners.size === 0) return;
      this.#stale.add(question);
      this.#schedule(0);
    }, againMs);
  }

  #forget(key: string): void {
    this.#questions.delete(key);
    if (this.#questions.size > 0) return;
    clearTimeout(this.#timer);
    this.#stop();
    if (all.get(this.#session) === this) all.delete(this.#session);
  }
}

const all = new Map<Session, Answers>();

/** Asks `ask` now and after every change of the session's databases, until the returned function is called. */
export function watchAnswer(session: Session, key: string, ask: Question['ask'], listener: () => void): () => void {
  const answers = all.get(session) ?? new Answers(session);
  all.set(session, answers);
  return answers.watch(key, ask, listener);
}

/** The latest answer to a question that is being watched; the same object until it changes. */
export function latestAnswer(session: Session, key: string): Live<unknown> {
  return all.get(session)?.answer(key) ?? loading;
}

import { Dice } from './dice.ts';

/** The answers of one world by `actor question`: the occasions at which something struck, or the numbers drawn. */
export type Decisions = Readonly<Record<string, readonly number[]>>;

/**
 * Answers whatever a world asks: by dice while exploring, as a saved run did while replaying. Each actor has a stream of
 * its own, so that what one draws never shifts another's.
 */
export class Chance {
  readonly #seed: number;
  readonly #saved: Decisions | undefined;
  readonly #streams = new Map<string, Stream>();
  readonly #recorded: Record<string, number[]> | undefined;

  constructor(seed: number, options: { readonly saved?: Decisions | undefined; readonly record?: boolean | undefined } = {}) {
    this.#seed = seed;
    this.#saved = options.saved;
    this.#recorded = options.record ? {} : undefined;
  }

  of(actor: string): Stream {
    let stream = this.#streams.get(actor);
    if (!stream) {
      stream = new Stream(actor, this.dice(actor), this.#saved, this.#recorded);
      this.#streams.set(actor, stream);
    }
    return stream;
  }

  /** Chance that is no decision of the world, such as an engine's own jitter: from the seed alone. */
  dice(actor: string): Dice {
    let hash = this.#seed ^ 0x9e3779b9;
    for (let index = 0; index < actor.length; index += 1) hash = Math.imul(hash ^ actor.charCodeAt(index), 0x01000193);
    return new Dice(hash);
  }

  /** What was answered so far, when it is recorded. */
  decisions(): Decisions | undefined {
    return this.#recorded;
  }
}

/** The answers for one actor. */
export class Stream {
  readonly #actor: string;
  readonly #dice: Dice;
  readonly #saved: Decisions | undefined;
  readonly #recorded: Record<string, number[]> | undefined;
  readonly #asked = new Map<string, number>();

  constructor(actor: string, dice: Dice, saved: Decisions | undefined, recorded: Record<string, number[]> | undefined) {
    this.#actor = actor;
    this.#dice = dice;
    this.#saved = saved;
    this.#recorded = recorded;
  }

  /** True with this probability. */
  happens(question: string, probability: number): boolean {
    if (!this.#saved && !this.#recorded) return this.#dice.happens(probability);
    const occasion = this.#nextOf(question);
    const happens = this.#saved ? (this.#saved[`${this.#actor} ${question}`] ?? []).includes(occasion) : this.#dice.happens(probability);
    if (happens) this.#record(question, occasion);
    return happens;
  }

  /** An integer in [0, limit). What a saved run was not asked is answered with the middle. */
  below(question: string, limit: number): number {
    if (!this.#saved && !this.#recorded) return this.#dice.below(limit);
    const occasion = this.#nextOf(question);
    const drawn = this.#saved ? Math.min(this.#saved[`${this.#actor} ${question}`]?.[occasion] ?? limit >> 1, limit - 1) : this.#dice.below(limit);
    this.#record(question, drawn);
    return drawn;
  }

  between(question: string, low: number, high: number): number {
    return low + this.below(question, high - low + 1);
  }

  pick<Value>(question: string, values: readonly Value[]): Value {
    const picked = values[this.below(question, values.length)];
    if (picked === undefined) throw new RangeError(`${this.#actor} has nothing to pick from for ${question}`);
    return picked;
  }

  #nextOf(question: string): number {
    const occasion = this.#asked.get(question) ?? 0;
    this.#asked.set(question, occasion + 1);
    return occasion;
  }

  #record(question: string, answer: number): void {
    if (this.#recorded) (this.#recorded[`${this.#actor} ${question}`] ??= []).push(answer);
  }
}

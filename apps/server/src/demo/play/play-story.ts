import type { Network } from '@fieldloop/sync/client';
import type { CastId } from '../story/cast.ts';
import type { Offline, ScriptedFact } from '../story/script.ts';
import { simulatedPhone, type SimulatedPhone } from './simulated-phone.ts';

export interface PlaySettings {
  readonly facts: readonly ScriptedFact[];
  readonly offline: readonly Offline[];
  /** When phones sync and rules are judged, ascending. Whatever else happens waits for one of these. */
  readonly ticks: readonly number[];
  /** The way of one person to the server. */
  readonly networkOf: (who: CastId) => Network;
  /** Moves the server's clock, never back. */
  readonly moveTo: (instant: number) => Promise<void>;
  /** Judges the rules up to an instant. */
  readonly judge: (instant: number) => Promise<void>;
  readonly progress: (share: number) => void;
}

/** What somebody writes about something that others have written: they look at it first, and send it at once. */
const reactions: ReadonlySet<string> = new Set([
  'item-moved', 'item-commented', 'item-assigned', 'item-seen', 'signal-joined', 'loop-opened', 'loop-decided', 'loop-closed', 'plan-set',
  'check-passed', 'check-returned', 'alert-acknowledged', 'revision-acknowledged', 'revision-published', 'revision-put-in-force',
] satisfies ScriptedFact['name'][]);

/** What nobody reacts to one by one: it travels with the next tick. */
const counts: ReadonlySet<string> = new Set([
  'people-counted', 'sale-recorded', 'contact-added', 'left-without-buying', 'size-missing-asked', 'step-completed', 'complaint-recorded',
] satisfies ScriptedFact['name'][]);

/**
 * Plays a story through the real sync path: every fact is written on its author's phone at its time and pushed from
 * there. Phones sync at the ticks; somebody who reacts to something syncs first, if there is a network.
 */
export async function playStory(settings: PlaySettings): Promise<void> {
  const { facts, ticks } = settings;
  const stage = new Stage(settings, facts[0]?.at ?? 0);
  let next = 0;
  for (const [index, fact] of facts.entries()) {
    for (; (ticks[next] ?? Infinity) <= fact.at; next += 1) await stage.tick(ticks[next] ?? 0);
    await stage.play(fact);
    if (index % 200 === 0) settings.progress(index / facts.length);
  }
  for (; next < ticks.length; next += 1) await stage.tick(ticks[next] ?? 0);
  settings.progress(1);
}

class Stage {
  readonly #settings: PlaySettings;
  readonly #startAt: number;
  readonly #phones = new Map<CastId, SimulatedPhone>();
  /** Phones in use: between the start and the end of their holder's shift they sync although they have nothing to send. */
  readonly #onShift = new Set<CastId>();
  /** Phones with something to send that others may react to. */
  readonly #news = new Set<CastId>();

  constructor(settings: PlaySettings, startAt: number) {
    this.#settings = settings;
    this.#startAt = startAt;
  }

  async play(fact: ScriptedFact): Promise<void> {
    const phone = await this.#phone(fact.by);
    const reacts = reactions.has(fact.name);
    if (reacts) {
      await this.#settings.moveTo(fact.at);
      await this.#sync(fact.at, [...this.#phones.values()].filter(({ who }) => this.#news.has(who)));
      await this.#sync(fact.at, [phone]);
    }
    await phone.act(fact);
    if (!counts.has(fact.name)) this.#news.add(fact.by);
    if (reacts) await this.#sync(fact.at, [phone]);
    if (fact.name === 'shift-started') this.#onShift.add(fact.by);
    if (fact.name === 'shift-ended' || fact.name === 'shift-handed-over') this.#onShift.delete(fact.by);
  }

  async tick(instant: number): Promise<void> {
    await this.#settings.moveTo(instant);
    await this.#sync(instant, [...this.#phones.values()].filter(({ waiting, who }) => waiting || this.#onShift.has(who)));
    await this.#settings.judge(instant);
  }

  async #sync(instant: number, phones: readonly SimulatedPhone[]): Promise<void> {
    const online = phones.filter(({ who }) => !this.#settings.offline.some((each) => each.who === who && each.from <= instant && instant < each.until));
    await Promise.all(online.map((phone) => phone.sync(instant)));
    for (const { who } of online) this.#news.delete(who);
  }

  async #phone(who: CastId): Promise<SimulatedPhone> {
    const known = this.#phones.get(who);
    if (known) return known;
    const phone = await simulatedPhone(who, this.#settings.networkOf(who), this.#startAt);
    this.#phones.set(who, phone);
    return phone;
  }
}

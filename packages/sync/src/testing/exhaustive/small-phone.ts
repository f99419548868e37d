import { createSyncEngine } from '../../client/create-sync-engine.ts';
import type { SyncEngine, WriteDraft } from '../../client/engine-api.ts';
import type { Network, Random } from '../../client/ports.ts';
import { MemoryCacheStore } from '../memory-cache-store.ts';
import { MemoryOutboxStore } from '../memory-outbox-store.ts';
import { toyDomain } from '../toy-catalogue.ts';

export const NOW = 1_782_129_600_000;

/** Something that may happen next at a phone, and at no other place. */
interface OwnStep {
  readonly run: () => void;
  /** It looks at a store and changes nothing. */
  readonly isRead: boolean;
  /** What it brings along, such as an answer. */
  readonly brings: string;
}

const reads: ReadonlySet<string> = new Set([
  'outbox.identity', 'outbox.pending', 'outbox.countPending', 'outbox.unconfirmed', 'outbox.asks', 'outbox.missing', 'outbox.recent',
  'cache.state', 'cache.read',
]);

/** A phone that does nothing by itself: each call of a store, each timer, answer and tap is a step that somebody takes. */
export class SmallPhone {
  readonly name: string;
  readonly outbox = new MemoryOutboxStore();
  readonly cache = new MemoryCacheStore();
  readonly steps = new Map<string, OwnStep>();
  readonly saved: { readonly id: string; readonly draft: WriteDraft }[] = [];
  readonly planned: WriteDraft[] = [];
  attempts = 0;
  /** Requests and timers are numbered anew whenever it is at rest, so that the way there does not show. */
  requests = 0;
  timers = 0;
  alive = false;
  isWriting = false;
  engine: SyncEngine;
  /** How often its machine was told something. */
  inputs = 0;
  isWatched = true;
  /** What the last call of a store answered. */
  answered = '';
  #drawn = 0;
  readonly #network: Network;

  constructor(name: string, network: (phone: SmallPhone) => Network) {
    this.name = name;
    this.#network = network(this);
    this.engine = this.open();
  }

  open(): SyncEngine {
    this.alive = true;
    const engine = createSyncEngine(toyDomain, {
      app: 'small', lockName: 'sync', tallies: true,
      ports: {
        outbox: this.#stepwise('outbox', this.outbox),
        cache: this.#stepwise('cache', this.cache),
        network: this.#network,
        clock: { now: () => NOW, monotonic: () => NOW },
        random: this.#random(),
        timers: { after: (_ms, run) => this.offer(`timer ${(this.timers += 1)}`, run) },
        locks: { exclusive: (_name, run) => run() },
      },
    });
    this.engine = engine;
    engine.subscribe(() => (this.inputs += 1));
    engine.start();
    return engine;
  }

  /** From now on nothing that was under way goes on. */
  die(): void {
    this.alive = false;
    this.requests = 0;
    this.timers = 0;
    this.steps.clear();
    this.offer('is opened again', () => void this.open());
  }

  /** A person writes the next thing planned: one transaction, and saved when it is committed. */
  write(): void {
    const draft = this.planned.shift();
    if (!draft) throw new RangeError(`${this.name} has nothing to write`);
    this.attempts += 1;
    this.isWriting = true;
    void this.engine.write(draft).then(({ fact }) => {
      this.saved.push({ id: fact.id, draft });
      this.isWriting = false;
    });
  }

  /** Whether it could matter to write now: a write touches the outbox and the machine, and whatever else is next may as well come first. */
  get mayWrite(): boolean {
    if (!this.alive || this.planned.length === 0) return false;
    return [...this.steps.keys()].some((label) => label.includes(' outbox.') || label.includes(' timer '));
  }

  /** Returns how to take it back. */
  offer(what: string, run: () => void, isRead = false, brings = ''): () => void {
    let label = `${this.name} ${what}`;
    for (let nth = 2; this.steps.has(label); nth += 1) label = `${this.name} ${what} (${nth})`;
    this.steps.set(label, { run, isRead, brings });
    return () => this.steps.delete(label);
  }

  /** All that its next life would find. */
  text(): string {
    return [this.outbox.text(), this.cache.text(), this.#drawn, this.attempts, this.saved.map(({ id }) => id).join()].join('\n');
  }

  /** Each call waits until its step is taken. */
  #stepwise<Port extends object>(name: string, port: Port): Port {
    const call = (key: string) => (...parameters: unknown[]) =>
      new Promise((resolve, reject) => {
        const point = `${name}.${key}`;
        if (this.isWriting) {
          Reflect.apply(Reflect.get(port, key) as (...values: unknown[]) => Promise<unknown>, port, parameters).then(resolve, reject);
          return;
        }
        this.offer(point, () => {
          const done = Reflect.apply(Reflect.get(port, key) as (...values: unknown[]) => Promise<unknown>, port, parameters);
          done.then((value) => {
            if (this.isWatched) this.answered = JSON.stringify(value, withMaps) ?? '';
            resolve(value);
          }, reject);
        }, reads.has(point));
      });
    return new Proxy({} as Port, { get: (_target, key) => (typeof key === 'symbol' || key === 'then' ? undefined : call(key)) });
  }

  /** Depends on nothing but how often it was asked. */
  #random(): Random {
    return {
      fraction: () => 0.5,
      bytes: (length) => {
        this.#drawn += 1;
        return Uint8Array.from({ length }, (_, index) => (index === length - 1 ? this.#drawn : this.name.charCodeAt(0)));
      },
    };
  }
}

function withMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : value;
}

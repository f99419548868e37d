import { createSyncEngine } from '../../client/create-sync-engine.ts';
import type { SyncEngine, WriteDraft } from '../../client/engine-api.ts';
import { cursorsOf, overlayTallies } from '../../client/overlay.ts';
import { SyncError } from '../../protocol/sync-error.ts';
import { createLedger } from '../../server/create-ledger.ts';
import type { Ledger } from '../../server/ledger-api.ts';
import { MemoryCacheStore } from '../memory-cache-store.ts';
import { MemoryLedgerStore } from '../memory-ledger-store.ts';
import { MemoryOutboxStore } from '../memory-outbox-store.ts';
import { toyActor, toyDomain } from '../toy-catalogue.ts';
import { Dice } from '../world/dice.ts';
import { mortalPort } from '../world/mortal.ts';
import { organization } from '../world/world-stores.ts';
import type { Run, Step } from './every-order.ts';

const NOW = 1_782_129_600_000;

/** What goes wrong in one exploration, at most once each. Requests are named `phone push n`. */
export interface Mishaps {
  /** A phone dies before its nth await, or the server after its nth commit. */
  readonly crash?: { readonly who: string; readonly at: number } | undefined;
  /** This request arrives a second time, at any later moment. */
  readonly duplicate?: string | undefined;
  /** This request is given up by its phone and arrives afterwards, at any moment: later ones may overtake it. */
  readonly late?: string | undefined;
}

export interface SmallPhone {
  readonly name: string;
  readonly outbox: MemoryOutboxStore;
  readonly cache: MemoryCacheStore;
  engine: SyncEngine;
  /** Grows with each death. */
  life: number;
  awaits: number;
  push: number;
  pull: number;
  timers: number;
  readonly saved: { readonly id: string; readonly draft: WriteDraft }[];
  planned: number;
  attempts: number;
}

/** Two phones and a server without time: whatever could happen next happens when it is told to. */
export class SmallWorld implements Run {
  readonly phones: SmallPhone[];
  readonly store = new MemoryLedgerStore();
  readonly ledger: Ledger;
  readonly happened = new Set<string>();
  /** The first thing that a phone showed and should not have. */
  broken: string | undefined;
  /** Before and after the exploration nothing goes wrong. */
  isSafe = true;
  readonly #mishaps: Mishaps;
  readonly #settle: () => Promise<void>;
  readonly #steps = new Map<string, { readonly step: Step; readonly run: () => void }>();
  #commits = 0;

  constructor(names: readonly string[], mishaps: Mishaps, settle: () => Promise<void>) {
    this.#mishaps = mishaps;
    this.#settle = settle;
    this.ledger = createLedger(toyDomain, { store: this.store, now: () => NOW, announce: () => {}, foldThrew: () => {} });
    this.phones = names.map((name) => {
      const phone = { name, outbox: new MemoryOutboxStore(), cache: new MemoryCacheStore(), life: 0, awaits: 0, push: 0, pull: 0, timers: 0, saved: [], planned: 0, attempts: 0 };
      return Object.assign(phone, { engine: this.#boot(phone) });
    });
  }

  enabled(): readonly Step[] {
    return [...this.#steps.values()].map(({ step }) => step).sort((left, right) => (left.label < right.label ? -1 : 1));
  }

  async take(label: string): Promise<void> {
    const found = this.#steps.get(label);
    if (!found) throw new Error(`${label} cannot happen here`);
    this.#steps.delete(label);
    found.run();
    await this.#settle();
    for (const phone of this.phones) this.broken ??= await wrongOnScreen(phone, this.phones);
  }

  /** Everything happens in turn until nothing is left. */
  async rest(): Promise<void> {
    await this.#settle();
    for (let taken = 0; this.#steps.size > 0; taken += 1) {
      if (taken > 500) throw new Error('it never comes to rest');
      await this.take(this.enabled()[0]?.label ?? '');
    }
  }

  /** A person will write this at some moment. */
  plan(phone: SmallPhone, draft: WriteDraft): void {
    this.#offer(`${phone.name} writes ${phone.planned}`, [phone.name], () => {
      phone.attempts += 1;
      void phone.engine.write(draft).then(({ fact }) => phone.saved.push({ id: fact.id, draft }));
    });
    phone.planned += 1;
  }

  /** Nothing goes wrong any more: everybody tries again, twice. */
  async finish(): Promise<void> {
    this.isSafe = true;
    for (let round = 0; round < 2; round += 1) {
      for (const phone of this.phones) phone.engine.woke();
      await this.rest();
    }
  }

  #offer(label: string, touches: readonly string[], run: () => void): void {
    this.#steps.set(label, { step: { label, touches }, run });
  }

  #boot(phone: Omit<SmallPhone, 'engine'>): SyncEngine {
    const life = phone.life;
    const isDead = (): boolean => phone.life !== life;
    const mortal = {
      isDead,
      moment: (_point: string, when: 'before' | 'after') => {
        if (this.isSafe || isDead() || when === 'after') return;
        phone.awaits += 1;
        if (this.#mishaps.crash?.who === phone.name && this.#mishaps.crash.at === phone.awaits) this.#kill(phone as SmallPhone);
      },
    };
    const engine = createSyncEngine(toyDomain, {
      app: 'small', lockName: 'sync', tallies: true,
      ports: {
        outbox: mortalPort(() => phone.outbox, mortal, 'outbox'),
        cache: mortalPort(() => phone.cache, mortal, 'cache'),
        network: mortalPort(() => this.#network(phone), mortal, 'network'),
        clock: { now: () => NOW, monotonic: () => NOW },
        random: new Dice(phone.name.charCodeAt(0) * 1_000 + phone.life),
        timers: { after: (_ms, run) => this.#timer(phone, isDead, run) },
        locks: { exclusive: (_name, run) => run() },
      },
    });
    engine.start();
    return engine;
  }

  #timer(phone: Omit<SmallPhone, 'engine'>, isDead: () => boolean, run: () => void): () => void {
    phone.timers += 1;
    const label = `${phone.name} timer ${phone.timers}`;
    this.#offer(label, [phone.name], () => {
      if (!isDead()) run();
    });
    return () => this.#steps.delete(label);
  }

  #kill(phone: SmallPhone): void {
    this.happened.add('crash');
    phone.life += 1;
    this.#offer(`${phone.name} is opened again`, [phone.name], () => {
      phone.engine = this.#boot(phone);
    });
  }

  #network(phone: Omit<SmallPhone, 'engine'>) {
    const caller = { organization, actor: toyActor(phone.name, ['site:a']) };
    const exchange = async (kind: 'push' | 'pull', request: object): Promise<never> => {
      phone[kind] += 1;
      const name = `${phone.name} ${kind} ${phone[kind]}`;
      const frame = JSON.stringify(request);
      const arrive = () => (kind === 'push' ? this.#push(caller, frame) : this.ledger.pull(caller, JSON.parse(frame) as never));
      if (!this.isSafe && this.#mishaps.duplicate === name) {
        this.happened.add('duplicate');
        this.#offer(`${name} arrives again`, ['server'], () => void arrive().catch(ignoreLostAnswer));
      }
      return new Promise((resolve, reject) => {
        const lost = (why: string) => new SyncError('unreachable', why);
        if (!this.isSafe && this.#mishaps.late === name) {
          this.happened.add('late');
          this.#offer(`${name} is given up`, [phone.name], () => {
            this.#offer(`${name} arrives late`, ['server'], () => void arrive().catch(ignoreLostAnswer));
            reject(lost('timed out'));
          });
          return;
        }
        this.#offer(`${name} arrives`, ['server'], () => {
          const answered = (answer: () => void) => this.#offer(`${name} is answered`, [phone.name], answer);
          arrive().then(
            (answer) => answered(() => resolve(JSON.parse(JSON.stringify(answer)) as never)),
            (error: unknown) => answered(() => reject(error)),
          );
        });
      });
    };
    return { push: (request: object) => exchange('push', request), pull: (request: object) => exchange('pull', request) };
  }

  async #push(caller: Parameters<Ledger['push']>[0], frame: string) {
    const answer = await this.ledger.push(caller, JSON.parse(frame) as never);
    if (this.isSafe) return answer;
    this.#commits += 1;
    if (this.#mishaps.crash?.who === 'server' && this.#mishaps.crash.at === this.#commits) {
      this.happened.add('crash');
      throw new SyncError('unreachable', 'the server died after its commit');
    }
    return answer;
  }
}

/** What was saved here must show, and nothing twice. Only taps are counted. */
async function wrongOnScreen(phone: SmallPhone, all: readonly SmallPhone[]): Promise<string | undefined> {
  const always = { from: 0, until: Number.MAX_SAFE_INTEGER };
  const { tallies, state } = await phone.cache.read({ scope: 'site:a', tallies: always });
  const shown = overlayTallies(tallies, await phone.outbox.unconfirmed(cursorsOf(state)), state, toyDomain, { site: 'a', ...always });
  const taps = shown.reduce((sum, { n }) => sum + n, 0);
  const saved = phone.saved.filter(({ draft }) => draft.name === 'tapped').length;
  const tried = all.reduce((sum, { attempts }) => sum + attempts, 0);
  if (taps < saved) return `read your writes: ${phone.name} saved ${saved} taps and shows ${taps}`;
  return taps > tried ? `counted twice: ${phone.name} shows ${taps} taps of ${tried}` : undefined;
}

/** Nobody waits for the answer to a copy. */
function ignoreLostAnswer(error: unknown): void {
  if (!(error instanceof SyncError)) throw error;
}

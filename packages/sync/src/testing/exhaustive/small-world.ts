import type { WriteDraft } from '../../client/engine-api.ts';
import type { Network } from '../../client/ports.ts';
import { SyncError } from '../../protocol/sync-error.ts';
import { createLedger } from '../../server/create-ledger.ts';
import type { Ledger } from '../../server/ledger-api.ts';
import { MemoryLedgerStore, textOf } from '../memory-ledger-store.ts';
import { toyActor, toyDomain } from '../toy-catalogue.ts';
import { organization } from '../world/world-stores.ts';
import type { Run } from './every-state.ts';
import { NOW, SmallPhone } from './small-phone.ts';

/** What may go wrong in one exploration, each once or not at all, and whom it befalls. */
export interface Mishaps {
  /** This phone dies at any moment, or the server does between the commit of one of its pushes and the answer. */
  readonly crash?: { readonly of: string; readonly where: 'phone' | 'server' } | undefined;
  /** A push of this phone arrives twice: the other time before it, or at any later moment. */
  readonly duplicate?: string | undefined;
  /** A push of this phone is given up and arrives afterwards, at any moment: later ones may overtake it. */
  readonly late?: string | undefined;
}

/** A request on its way. Nobody waits for the answer to a copy, to one given up, or to one of a phone that died. */
interface Flight {
  readonly label: string;
  readonly phone: SmallPhone;
  readonly kind: 'push' | 'pull';
  readonly frame: string;
  awaited: { readonly resolve: (answer: never) => void; readonly reject: (error: unknown) => void } | undefined;
}

/** Of each phone: enough to go on from a state that was come to another time. */
export type Memory = readonly { readonly past: number | undefined; readonly disk: number | undefined; readonly written: number | undefined; readonly mayDie: boolean }[];

/** Numbers for texts: equal texts, equal numbers. Shared by all runs of an exploration. */
export class Names {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.#numbers.size));
    return number;
  }
}

/** Phones and a server without time: whatever could happen next happens when it is told to. */
export class SmallWorld implements Run<Memory> {
  readonly phones: readonly SmallPhone[];
  readonly store = new MemoryLedgerStore();
  readonly ledger: Ledger;
  /** Mishaps that are still to come. */
  readonly left: Set<keyof Mishaps>;
  /** The phone at which something happened last. */
  touched: SmallPhone | undefined;
  readonly #mishaps: Mishaps;
  readonly #settle: () => Promise<void>;
  readonly #names: Names;
  /** What each phone has gone through since it was last at rest, as a number: its state follows from it. */
  readonly #pasts = new Map<SmallPhone, number>();
  /**
   * Phones that left something behind since they could last die: on disk, or on its way. To die later, before they leave
   * more, comes to the same.
   */
  readonly #mortal = new Set<SmallPhone>();
  /** Writes since its machine was last told something else. */
  readonly #written = new Map<SmallPhone, number>();
  #taken: string | undefined;
  #isBlind = false;
  readonly #disks = new Map<SmallPhone, number>();
  #flights: Flight[] = [];
  #isSafe = true;

  constructor(names: readonly string[], mishaps: Mishaps, settle: () => Promise<void>, numbers: Names) {
    this.#mishaps = mishaps;
    this.#settle = settle;
    this.#names = numbers;
    this.left = new Set((['crash', 'duplicate', 'late'] as const).filter((kind) => mishaps[kind] !== undefined));
    this.ledger = createLedger(toyDomain, { store: this.store, now: () => NOW, announce: () => {}, foldThrew: () => {} });
    this.phones = names.map((name) => new SmallPhone(name, (phone) => this.#networkOf(phone)));
  }

  /** Everything happens in turn until nothing is left, and nothing goes wrong. */
  async rest(): Promise<void> {
    this.#isSafe = true;
    await this.#settle();
    for (let taken = 0; ; taken += 1) {
      if (taken > 2_000) throw new Error('it never comes to rest');
      const [first] = this.#all();
      if (!first) return;
      await this.#run(first[1]);
    }
  }

  /** Who will write what; from now on things may go wrong. */
  beginTrouble(drafts: readonly (readonly [phone: number, draft: WriteDraft])[]): void {
    for (const [phone, draft] of drafts) this.phones[phone]?.planned.push(draft);
    for (const phone of this.phones) {
      this.#pasts.set(phone, this.#names.of('begun'));
      this.#disks.set(phone, this.#names.of(phone.text()));
      this.#mortal.add(phone);
    }
    this.#isSafe = false;
  }

  /** Nothing goes wrong any more: everybody tries again, twice. */
  async finish(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      for (const phone of this.phones) phone.engine.woke();
      await this.rest();
    }
  }

  key(): string {
    const phones = this.phones.map((phone) => {
      const brought = [...phone.steps].filter(([, { brings }]) => brings !== '').map(([, { brings }]) => this.#names.of(brings));
      const writes = `${this.#written.get(phone) ?? 0} ${phone.planned.length}`;
      return `${this.#pasts.get(phone)} ${this.#disks.get(phone)} ${writes} ${[...phone.steps.keys()].join()} ${brought.join()}`;
    });
    const flights = this.#flights.map(({ phone, kind, frame, awaited }) => `${phone.name}${kind}${awaited ? '' : '?'}${this.#names.of(frame)}`).sort();
    const mortal = this.left.has('crash') ? [...this.#mortal].map(({ name }) => name).sort().join() : '';
    return [mortal, ...phones, this.#names.of(textOf(this.store.ledger(organization))), ...flights, [...this.left].join()].join('|');
  }

  /**
   * What a phone does by itself touches nobody else, and comes before everything else as long as no answer is on its way to
   * it that could come first.
   */
  choices(): readonly string[] {
    const first = this.phones.find((phone) => this.#isAlone(phone));
    return [...(first ? this.#own(first) : this.#all()).keys()];
  }

  #isAlone(phone: SmallPhone): boolean {
    return !this.#isAwaiting(phone) && this.#own(phone).size > 0;
  }

  #isOpen(): boolean {
    return !this.phones.some((phone) => this.#isAlone(phone));
  }

  #isAwaiting(phone: SmallPhone): boolean {
    return this.#flights.some((flight) => flight.awaited && flight.phone === phone);
  }

  /** The same steps as another run, whose memory is taken over then: nothing is noted on the way. */
  async retrace(choices: readonly string[], memory: Memory): Promise<void> {
    this.#isBlind = true;
    for (const phone of this.phones) phone.isWatched = false;
    for (const choice of choices) await this.#run(this.#found(choice));
    this.#isBlind = false;
    for (const phone of this.phones) phone.isWatched = true;
    for (const [index, phone] of this.phones.entries()) {
      const { past = 0, disk = 0, written = 0, mayDie } = memory[index] ?? {};
      this.#pasts.set(phone, past);
      this.#disks.set(phone, disk);
      this.#written.set(phone, written);
      if (mayDie) this.#mortal.add(phone);
      else this.#mortal.delete(phone);
    }
  }

  /** What is noted of how it came here. */
  memory(): Memory {
    return this.phones.map((phone) => ({
      past: this.#pasts.get(phone), disk: this.#disks.get(phone), written: this.#written.get(phone), mayDie: this.#mortal.has(phone),
    }));
  }

  async take(choice: string): Promise<void> {
    const run = this.#found(choice);
    // Where everybody had the choice to die, nobody needs it again before there is more to leave behind.
    if (this.#isOpen()) this.#mortal.clear();
    await this.#run(run);
  }

  #found(choice: string): () => void {
    const run = this.#all().get(choice);
    if (!run) throw new Error(`"${choice}" cannot happen here`);
    return run;
  }

  async #run(run: () => void): Promise<void> {
    this.touched = undefined;
    this.#taken = undefined;
    const sent = this.#flights.length;
    const inputs = new Map(this.phones.map((phone) => [phone, phone.inputs]));
    run();
    await this.#settle();
    const touched = this.touched as SmallPhone | undefined;
    if (!touched) return;
    if (!this.#isBlind) this.#remember(touched, inputs.get(touched) ?? 0);
    await this.#readOn(touched);
    if (this.#isBlind) return;
    const disk = this.#names.of(touched.text());
    if (disk !== this.#disks.get(touched) || this.#flights.length > sent) this.#mortal.add(touched);
    else this.#mortal.delete(touched);
    this.#disks.set(touched, disk);
  }

  #all(): Map<string, () => void> {
    return new Map([...this.phones.flatMap((phone) => [...this.#own(phone)]), ...this.#flights.flatMap((flight) => this.#ways(flight))]);
  }

  #own(phone: SmallPhone): Map<string, () => void> {
    const own = new Map<string, () => void>();
    const may = (label: string, run: () => void, brings = '') => own.set(label, () => {
      this.touched = phone;
      run();
      this.#taken = `${label} ${brings}`;
    });
    for (const [label, { run, brings }] of phone.steps) {
      may(label, () => {
        phone.steps.delete(label);
        run();
      }, brings);
    }
    const isIdle = phone.alive && phone.steps.size === 0 && !this.#isAwaiting(phone);
    if (phone.planned.length > 0 && (isIdle || phone.mayWrite)) {
      own.set(`${phone.name} writes`, () => {
        this.touched = phone;
        phone.write();
        this.#written.set(phone, (this.#written.get(phone) ?? 0) + 1);
      });
    }
    const isBusy = own.size > 0 || this.#isAwaiting(phone);
    const crash = this.#may('crash') ? this.#mishaps.crash : undefined;
    if (crash?.where === 'phone' && crash.of === phone.name && phone.alive && isBusy && this.#mortal.has(phone)) may(`${phone.name} dies`, () => this.#kill(phone));
    return own;
  }

  /** What may become of a request. */
  #ways(flight: Flight): [string, () => void][] {
    const { label, phone, kind, awaited } = flight;
    const ways: [string, () => void][] = [[`${label} arrives`, () => this.#arrive(this.#land(flight))]];
    if (kind === 'pull') return ways;
    const befalls = (mishap: 'duplicate' | 'late') => this.#may(mishap) && this.#mishaps[mishap] === phone.name;
    if (befalls('duplicate')) {
      ways.push([`${label} arrives and will once more`, () => {
        this.left.delete('duplicate');
        this.#flights.push({ ...flight, label: this.#unused(`a copy of ${label}`), awaited: undefined });
        this.#arrive(this.#land(flight));
      }]);
      if (awaited) ways.push([`${label} arrives, and will be answered another time`, () => {
        this.left.delete('duplicate');
        this.#arrive({ ...flight, awaited: undefined });
      }]);
    }
    if (awaited && befalls('late')) ways.push([`${label} is given up`, () => {
      this.left.delete('late');
      flight.awaited = undefined;
      this.#fail(phone, label, awaited.reject);
    }]);
    const crash = this.#may('crash') ? this.#mishaps.crash : undefined;
    if (awaited && crash?.where === 'server' && crash.of === phone.name) ways.push([`${label} arrives and the server dies`, () => {
      this.left.delete('crash');
      this.#arrive({ ...this.#land(flight), awaited: undefined });
      this.#fail(phone, label, awaited.reject);
    }]);
    return ways;
  }

  #may(mishap: keyof Mishaps): boolean {
    return !this.#isSafe && this.left.has(mishap);
  }

  #land(flight: Flight): Flight {
    this.#flights = this.#flights.filter((other) => other !== flight);
    return flight;
  }

  #arrive({ label, phone, kind, frame, awaited }: Flight): void {
    const caller = { organization, actor: toyActor(phone.name, ['site:a']) };
    const answer = kind === 'push' ? this.ledger.push(caller, JSON.parse(frame)) : this.ledger.pull(caller, JSON.parse(frame));
    answer.then(
      (told) => {
        const text = JSON.stringify(told);
        if (awaited && phone.alive) phone.offer(`hears of ${label}`, () => awaited.resolve(JSON.parse(text) as never), false, text);
      },
      (error: unknown) => {
        if (!(error instanceof SyncError)) throw error;
        if (awaited && phone.alive) phone.offer(`hears of ${label}`, () => awaited.reject(error), false, error.reason);
      },
    );
  }

  #fail(phone: SmallPhone, label: string, reject: (error: unknown) => void): void {
    phone.offer(`waits no longer for ${label}`, () => reject(new SyncError('unreachable', 'no answer')), false, 'no answer');
  }

  #kill(phone: SmallPhone): void {
    this.left.delete('crash');
    phone.die();
    for (const flight of this.#flights) if (flight.phone === phone) flight.awaited = undefined;
    // Reading changes nothing, and nobody is left to hear what was read.
    this.#flights = this.#flights.filter(({ kind, awaited }) => kind === 'push' || awaited);
  }

  /**
   * An engine's own state follows from what its calls answered and what its machine was told, in order. A write tells the
   * machine as well, and it only matters between which two other inputs.
   */
  #remember(phone: SmallPhone, inputsBefore: number): void {
    const taken = this.#taken as string | undefined;
    if (taken === undefined) return;
    const wasTold = phone.inputs > inputsBefore;
    const written = wasTold ? ` after ${this.#written.get(phone) ?? 0}` : '';
    this.#pasts.set(phone, this.#names.of(`${this.#pasts.get(phone)} ${taken} ${phone.answered}${written}`));
    if (wasTold) this.#written.set(phone, 0);
    phone.answered = '';
  }

  /** Reads that nothing can come between go on at once. A phone at rest is what its stores hold, however it got there. */
  async #readOn(phone: SmallPhone): Promise<void> {
    for (;;) {
      const [next, ...others] = phone.steps;
      if (!next?.[1].isRead || others.length > 0 || phone.planned.length > 0 || this.#isAwaiting(phone)) break;
      const { inputs } = phone;
      phone.steps.delete(next[0]);
      next[1].run();
      await this.#settle();
      if (this.#isBlind) continue;
      this.#taken = next[0];
      this.#remember(phone, inputs);
    }
    if (this.#isBlind) {
      if (this.#isAtRest(phone)) Object.assign(phone, { requests: 0, timers: 0 });
      return;
    }
    if (!phone.alive) this.#pasts.set(phone, this.#names.of(`dead ${phone.text()}`));
    else if (this.#isAtRest(phone)) {
      Object.assign(phone, { requests: 0, timers: 0 });
      this.#pasts.set(phone, this.#names.of(`at rest ${phone.text()}`));
    }
  }

  #isAtRest(phone: SmallPhone): boolean {
    return phone.alive && phone.engine.status().phase === 'idle' && phone.steps.size === 0 && !this.#isAwaiting(phone);
  }

  #unused(label: string): string {
    return this.#flights.some((flight) => flight.label === label) ? this.#unused(`${label}'`) : label;
  }

  #networkOf(phone: SmallPhone): Network {
    const send = (kind: 'push' | 'pull', request: object): Promise<never> =>
      new Promise((resolve, reject) => {
        phone.requests += 1;
        this.#flights.push({ label: this.#unused(`${phone.name} ${kind} ${phone.requests}`), phone, kind, frame: JSON.stringify(request), awaited: { resolve, reject } });
      });
    return { push: (request) => send('push', request), pull: (request) => send('pull', request) };
  }
}

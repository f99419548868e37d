import type { Membership, ScopeKey } from '@fieldloop/domain/fact';
import { MemoryLedgerStore } from '../memory-ledger-store.ts';
import { Dice } from './dice.ts';
import { SimulatedPhone } from './simulated-phone.ts';
import { organization, SimulatedServer } from './simulated-server.ts';
import { VirtualTime } from './virtual-time.ts';
import { keepWriting, type SavedByHand } from './workload.ts';
import { commonFaults, type Faults, type WorldOptions } from './world-options.ts';

const YEAR_MS = 365 * 86_400_000;
export const START = 1_782_129_600_000;

/** Servers, phones and the misfortunes between them, in virtual time, from one seed. */
export class World {
  readonly options: WorldOptions;
  readonly dice: Dice;
  readonly time = new VirtualTime(START);
  readonly disk = new MemoryLedgerStore();
  readonly servers: readonly SimulatedServer[];
  readonly phones: SimulatedPhone[] = [];
  readonly memberships = new Map<string, readonly Membership[]>();
  /** Known outside the system: what people were told is saved, and what they tried to tap, by scope. */
  readonly saved: SavedByHand[] = [];
  readonly attempted = new Map<string, number>();
  readonly notes: { note: string; scope: ScopeKey }[] = [];
  readonly counts: Record<string, number> = {};
  readonly trace: string[] = [];
  unlucky = true;
  /** After a restore, what phones show and what the ledger has may differ until they have spoken. */
  wasRestored = false;
  readonly #faults: Faults;
  readonly #luck: Dice;

  constructor(options: WorldOptions) {
    this.options = options;
    this.dice = new Dice(options.seed);
    this.#luck = this.dice.split();
    this.#faults = options.faults ?? commonFaults;
    this.servers = Array.from({ length: this.dice.between(1, 2) }, () => new SimulatedServer(this, this.disk));
    const phones = this.dice.between(2, 6);
    for (let index = 0; index < phones; index += 1) {
      const person = `person-${index}`;
      const scopes: Membership['scope'][] = this.dice.happens(0.7) ? ['site:a', 'site:b'] : [this.dice.pick(['site:a', 'site:b'] as const)];
      this.memberships.set(person, scopes.map((scope) => ({ scope, role: 'operator', from: 0 })));
      this.phones.push(new SimulatedPhone(this, `phone-${index}`, person, this.dice.between(1, 2)));
    }
  }

  /** Does this misfortune strike now? */
  strikes(fault: keyof Faults): boolean {
    return this.unlucky && this.#luck.happens(this.#faults[fault]);
  }

  anyServer(): SimulatedServer {
    const living = this.servers.filter(({ alive }) => alive);
    return this.dice.pick(living.length > 0 ? living : this.servers);
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  note(event: string): void {
    this.trace.push(`${this.time.now - START} ms: ${event}`);
    if (this.trace.length > 60) this.trace.shift();
  }

  /** A commit tells whoever is connected; a hint may get lost. */
  hint(_scopes: readonly ScopeKey[]): void {
    for (const phone of this.phones) {
      if (!phone.online || this.dice.happens(0.3)) continue;
      this.time.after(this.dice.between(5, 500), () => phone.engines[0]?.hinted());
    }
  }

  /** Every few seconds something befalls one phone. */
  befall(): void {
    const phone = this.dice.pick(this.phones);
    if (this.strikes('goesOffline')) {
      this.count('phone offline');
      phone.online = false;
      this.time.after(this.dice.between(1_000, 60_000), () => {
        phone.online = true;
        for (const engine of phone.engines) engine.woke();
      });
    }
    if (this.strikes('signsOut')) {
      this.count('session ended');
      phone.signedIn = false;
      this.time.after(this.dice.between(1_000, 60_000), () => {
        phone.signedIn = true;
        for (const engine of phone.engines) engine.signedIn();
      });
    }
    if (this.strikes('clockJumps')) {
      this.count('clock jumped');
      phone.skew = this.dice.pick([-YEAR_MS, -3_600_000, 0, 90_000, 3_600_000, YEAR_MS]);
    }
    if (this.strikes('restored')) this.#restoreLater();
    if (this.strikes('clockJumps')) this.#changeAccess(phone);
    if (this.strikes('clockJumps') && this.phones.length < 8) this.#clone(phone);
  }

  /** A backup is taken now; some time later it is all that is left. */
  #restoreLater(): void {
    void this.disk.backup(organization).then((backup) => {
      this.time.after(this.dice.between(5_000, 60_000), () => {
        if (!this.unlucky) return;
        this.count('ledger restored');
        this.note('the ledger goes back to a backup');
        this.wasRestored = true;
        for (const server of this.servers) server.die();
        void this.disk.restore(organization, backup, `epoch-${this.dice.below(1_000_000)}`);
      });
    });
  }

  /** The person of a phone may no longer read and write one of the sites. */
  #changeAccess(phone: SimulatedPhone): void {
    const held = this.memberships.get(phone.person) ?? [];
    if (held.filter(({ until }) => until === undefined).length < 2) return;
    this.count('access removed');
    this.note(`${phone.name} loses site:b`);
    this.memberships.set(phone.person, held.map((grant) => (grant.scope === 'site:b' ? { ...grant, until: this.time.now } : grant)));
  }

  /** The browser profile is copied: two phones with one device id, each believing to be the only one. */
  #clone(phone: SimulatedPhone): void {
    this.count('device cloned');
    this.note(`${phone.name} is cloned`);
    const copy = new SimulatedPhone(this, `${phone.name}-copy-${this.phones.length}`, phone.person, 1, phone.disk.copy());
    this.phones.push(copy);
    keepWriting(this, copy);
  }
}

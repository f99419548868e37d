import type { Membership, ScopeKey } from '@fieldloop/domain/fact';
import type { LedgerSave } from '../../server/ports.ts';
import { Befalling } from './befalling.ts';
import type { KeptByHand } from './photo-laws.ts';
import { SimulatedPhotoStore } from './simulated-photo-store.ts';
import { Chance, type Stream } from './chance.ts';
import { faultKinds, faultRates, shareOfWorlds, type FaultKind } from './faults.ts';
import { SimulatedPhone } from './simulated-phone.ts';
import { SimulatedServer } from './simulated-server.ts';
import { Trace } from './trace.ts';
import { VirtualTime } from './virtual-time.ts';
import type { SavedByHand } from './workload.ts';
import type { WorldOptions } from './world-options.ts';
import { memoryStores, type WorldStores } from './world-stores.ts';

export const START = 1_782_129_600_000;
const RETURNS_WITHIN_MS = 3_000;

/** Servers, phones and the misfortunes between them, in virtual time, from one seed. */
export class World {
  readonly options: WorldOptions;
  readonly chance: Chance;
  readonly time = new VirtualTime(START);
  readonly stores: WorldStores;
  /** The kinds of misfortune that strike here at all. */
  readonly weather: ReadonlySet<FaultKind>;
  readonly servers: readonly SimulatedServer[];
  readonly phones: SimulatedPhone[] = [];
  readonly memberships = new Map<string, readonly Membership[]>();
  readonly befalling: Befalling;
  /** Known outside the system: what people were told is saved, and what they tried to tap, by scope. */
  readonly saved: SavedByHand[] = [];
  readonly attempted = new Map<string, number>();
  /** Facts that were on a disk which lied or was evicted: they may be missing, and still may not be there twice. */
  readonly mayBeLost = new Set<string>();
  /** Facts that the ledger had when the disk with them was lost: only a backup put back may lose them now. */
  readonly onlyInLedger = new Set<string>();
  /** Facts that took effect after their neighbours, rightly: they waited for a record, or lay in quarantine. */
  readonly late = new Set<string>();
  readonly photoStore = new SimulatedPhotoStore();
  /** Photos that people were told are kept, and which photo each name is of. */
  readonly keptPhotos: KeptByHand[] = [];
  readonly photoNumbers = new Map<string, number>();
  readonly notes: { note: string; scope: ScopeKey }[] = [];
  readonly counts: Record<string, number> = {};
  readonly faults: Partial<Record<FaultKind, number>> = {};
  readonly trace: Trace;
  /** The ledger went back to a backup at least once. */
  wasRestored = false;
  /** Laws that were broken in the middle of things. */
  readonly broken: string[] = [];
  /** The first facts may be written; before that nothing takes time. */
  hasBegun = false;
  unlucky = true;
  readonly #hints: Stream;

  constructor(options: WorldOptions) {
    this.options = options;
    this.trace = new Trace(options.record ?? false);
    this.chance = new Chance(options.seed, { saved: options.saved, record: options.record });
    const making = this.chance.of('world');
    this.#hints = this.chance.of('hints');
    const slowest = making.happens('a slow database', 0.3) ? making.between('slowest query', 2, 40) : 0;
    const queries = this.chance.dice('queries');
    this.stores = (options.stores ?? memoryStores)(this.time, () => (slowest === 0 || !this.hasBegun || !this.unlucky ? 0 : queries.below(slowest)));
    this.weather = new Set(faultKinds.filter((kind) => making.happens(`has ${kind}`, shareOfWorlds(kind))));
    this.befalling = new Befalling(this, making);
    // Whoever brings in files.
    this.memberships.set('lead', [{ scope: 'site:a', role: 'lead', from: 0 }, { scope: 'site:b', role: 'lead', from: 0 }]);
    this.servers = Array.from({ length: making.between('servers', 1, 2) }, (_, index) =>
      new SimulatedServer(this, `server-${index + 1}`, this.stores.ledger.store));
    const phones = making.between('phones', 2, 6);
    for (let index = 1; index <= phones; index += 1) {
      const person = `person-${index}`;
      const both = making.happens('works at both sites', 0.7);
      const scopes: Membership['scope'][] = both ? ['site:a', 'site:b'] : [making.pick('site', ['site:a', 'site:b'] as const)];
      this.memberships.set(person, scopes.map((scope) => ({ scope, role: 'operator', from: 0 })));
      this.phones.push(new SimulatedPhone(this, `phone-${index}`, person, this.stores.phone(`phone-${index}`)));
    }
  }

  /** Does this misfortune strike now? If so it counts. */
  strikes(kind: FaultKind, stream: Stream): boolean {
    if (!this.unlucky || !this.weather.has(kind) || !stream.happens(kind, faultRates[kind])) return false;
    this.countFault(kind);
    return true;
  }

  countFault(kind: FaultKind): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  note(event: string): void {
    this.trace.add(`${this.time.now - START} ${event}`);
  }

  noteLate({ facts, settledQuarantine = [] }: LedgerSave): void {
    for (const { fact, state } of facts) if (state === 'waiting' || settledQuarantine.length > 0) this.late.add(fact.id);
  }

  /** A disk is gone with these facts on it. */
  async noteLostDisk(ids: readonly string[]): Promise<void> {
    const ledger = await this.stores.ledger.look();
    const refused = new Set(ledger.quarantine.map(({ id }) => id));
    for (const id of ids) (ledger.facts.has(id) || refused.has(id) ? this.onlyInLedger : this.mayBeLost).add(id);
  }

  /** A backup was put back. */
  async noteRestored(): Promise<void> {
    this.wasRestored = true;
    const { facts, quarantine } = await this.stores.ledger.look();
    const refused = new Set(quarantine.map(({ id }) => id));
    for (const id of this.onlyInLedger) if (!facts.has(id) && !refused.has(id)) this.mayBeLost.add(id);
    const shelves = new Map<string, ReadonlySet<string>>();
    for (const { name, disk } of this.phones) shelves.set(name, new Set((await disk.photos.all()).map(({ sha256 }) => sha256)));
    for (const { phone, sha256, scope } of this.keptPhotos) {
      if (!shelves.get(phone)?.has(sha256) && !this.photoStore.find(sha256, scope)) this.mayBeLost.add(`${phone} ${sha256}`);
    }
  }

  /** The server that a balancer would send this phone to: one that lives, if any does. */
  serverFor(_phone: SimulatedPhone, stream: Stream): SimulatedServer {
    const living = this.servers.filter(({ alive }) => alive);
    return stream.pick('server', living.length > 0 ? living : this.servers);
  }

  /** What does not get through between these two. */
  cutBetween(phone: SimulatedPhone, server: SimulatedServer): 'both' | 'answers' | undefined {
    return this.befalling.cuts.get(`${phone.name} ${server.name}`);
  }

  /** A phone is back: unless something else befalls it, it tries at once, not when its longest wait is over. */
  returned(phone: SimulatedPhone): void {
    // A request that was lost before holds the lock until it times out.
    if (!phone.isAble || phone.requestsUnderWay > 0) return;
    const { sentRequests, disturbances } = phone;
    this.time.after(RETURNS_WITHIN_MS, () => {
      if (!phone.isAble || phone.disturbances !== disturbances || phone.sentRequests > sentRequests) return;
      this.broken.push(`liveness: ${phone.name} was back for ${RETURNS_WITHIN_MS} ms and sent nothing`);
    });
  }

  /** A commit tells whoever is connected; a hint may get lost. */
  hint(_scopes: readonly ScopeKey[]): void {
    for (const phone of this.phones) {
      if (!phone.online || this.#hints.happens('lost', 0.3)) continue;
      this.time.after(this.#hints.between('latency', 5, 500), () => phone.tabs[0]?.engine.hinted());
    }
  }
}

import type { Membership } from '@fieldloop/domain/fact';
import type { QuarantinedFact } from '../../server/ports.ts';
import type { Stream } from './chance.ts';
import { SimulatedPhone } from './simulated-phone.ts';
import { keepWriting } from './workload.ts';
import type { World } from './world.ts';
import { EVERY_FACT } from './world-stores.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
const PHONES_AT_MOST = 8;

/** What happens to phones, people and servers from outside, every few seconds. */
export class Befalling {
  /** Ways that are cut, by `phone server`: both directions, or only the answers. */
  readonly cuts = new Map<string, 'both' | 'answers'>();
  readonly #world: World;
  readonly #stream: Stream;

  constructor(world: World, stream: Stream) {
    this.#world = world;
    this.#stream = stream;
  }

  async befall(): Promise<void> {
    const world = this.#world;
    const stream = this.#stream;
    const phone = stream.pick('phone', world.phones);
    if (world.strikes('offline', stream)) this.#goOffline(phone);
    if (world.strikes('partition', stream)) this.#partition();
    if (world.strikes('expired-token', stream)) this.#signOut(phone);
    if (world.strikes('clock-jump', stream)) {
      phone.skew = stream.pick('skew', [-YEAR_MS, -HOUR_MS, 0, 90_000, HOUR_MS, YEAR_MS]);
      phone.wasSkewed = true;
      world.note(`the clock of ${phone.name} is off by ${phone.skew}`);
    }
    if (this.#mayLose(phone) && world.strikes('access-removed', stream)) this.#changeAccess(phone, false);
    if (!this.#mayLose(phone) && world.strikes('access-given', stream)) this.#changeAccess(phone, true);
    if (!phone.isOld && world.strikes('old-client', stream)) this.#downgrade(phone);
    if (world.phones.length < PHONES_AT_MOST && world.strikes('cloned-device', stream)) await this.#clone(phone);
    if (phone.hasHistory && world.strikes('carried-file', stream)) await this.#carry(phone);
    if (!phone.isFull && world.strikes('quota', stream)) this.#fill(phone);
    if (world.strikes('eviction', stream)) await phone.evict(world.stores.phone(`${phone.name}-evicted-${world.time.now}`));
    if (phone.hasHistory && world.strikes('lost-transactions', stream)) await phone.loseTransactions();
    if (world.strikes('old-server', stream)) this.#rollBackServer();
    if (world.strikes('outage', stream)) this.#fail();
    if (world.strikes('restored-backup', stream)) await this.#restoreLater();
    const inQuarantine = world.weather.has('desk-settles') ? await this.#quarantined() : [];
    if (inQuarantine.length > 0 && world.strikes('desk-settles', stream)) this.#settle(stream.pick('taken up', inQuarantine));
  }

  /** Everything that lasts is over. */
  end(): void {
    const world = this.#world;
    this.cuts.clear();
    for (const server of world.servers) {
      server.isFailing = false;
      if (!server.isOld) continue;
      server.die();
      server.isOld = false;
    }
    for (const phone of world.phones) {
      const wasOnline = phone.online;
      const wasSignedIn = phone.signedIn;
      phone.online = true;
      phone.signedIn = true;
      phone.mustUpdate = false;
      phone.isFull = false;
      if (phone.isOld) phone.runRelease(false);
      phone.revive();
      if (!wasOnline) phone.woke();
      if (!wasSignedIn) for (const tab of phone.tabs) tab.signedIn();
    }
  }

  #goOffline(phone: SimulatedPhone): void {
    phone.online = false;
    phone.disturbances += 1;
    this.#later('offline for', 1_000, 20_000, () => {
      phone.online = true;
      phone.woke();
      this.#world.returned(phone);
    });
  }

  /** Some phones no longer reach one of the servers, or only its answers are lost. */
  #partition(): void {
    const server = this.#stream.pick('cut off', this.#world.servers);
    const what = this.#stream.pick('cut', ['both', 'answers'] as const);
    const cut = this.#world.phones.filter(() => this.#stream.happens('is cut off', 0.5)).map(({ name }) => `${name} ${server.name}`);
    for (const way of cut) this.cuts.set(way, what);
    this.#later('partition for', 2_000, 15_000, () => {
      for (const way of cut) this.cuts.delete(way);
    });
  }

  #signOut(phone: SimulatedPhone): void {
    phone.signedIn = false;
    phone.disturbances += 1;
    phone.mayStillPush = this.#stream.happens('may still push', 0.5);
    this.#later('signed out for', 1_000, 20_000, () => {
      phone.signedIn = true;
      for (const tab of phone.tabs) tab.signedIn();
      this.#world.returned(phone);
    });
  }

  #mayLose(phone: SimulatedPhone): boolean {
    return this.#grants(phone).filter(({ until }) => until === undefined).length > 1;
  }

  #grants(phone: SimulatedPhone): readonly Membership[] {
    return this.#world.memberships.get(phone.person) ?? [];
  }

  /** A person may no longer work at one of two sites, or now may at both. */
  #changeAccess(phone: SimulatedPhone, given: boolean): void {
    const { time, memberships } = this.#world;
    const held = this.#grants(phone);
    const scope = (['site:a', 'site:b'] as const).find((site) => !held.some((grant) => grant.scope === site && grant.until === undefined)) ?? 'site:b';
    memberships.set(
      phone.person,
      given
        ? [...held, { scope, role: 'operator', from: time.now }]
        : held.map((grant) => (grant.scope === scope && grant.until === undefined ? { ...grant, until: time.now } : grant)),
    );
    this.#world.note(`${phone.person} ${given ? 'may' : 'may no longer'} work at ${scope}`);
  }

  #downgrade(phone: SimulatedPhone): void {
    phone.mustUpdate = this.#stream.happens('is told to update', 0.4);
    phone.runRelease(true);
    this.#later('old for', 3_000, 15_000, () => {
      phone.mustUpdate = false;
      if (phone.isOld) phone.runRelease(false);
    });
  }

  /** The browser profile is copied: two phones with one device id, each believing to be the only one. */
  async #clone(phone: SimulatedPhone): Promise<void> {
    const world = this.#world;
    const name = `phone-${world.phones.length + 1}-copy-of-${phone.name}`;
    world.note(`${name} appears`);
    const copy = new SimulatedPhone(world, name, phone.person, await phone.disk.copyProfile());
    copy.wasSkewed = phone.wasSkewed;
    world.phones.push(copy);
    keepWriting(world, copy);
  }

  /** The phone goes on meanwhile: what is in the file it sends as well. */
  async #carry({ name, person, disk }: SimulatedPhone): Promise<void> {
    const world = this.#world;
    const facts = await disk.outbox.pending(EVERY_FACT);
    const [first] = facts;
    if (!first) return;
    const file = { device: first.device, facts: facts.map(({ fact }) => ({ seq: fact.seq, text: JSON.stringify(fact) })) };
    const times = this.#stream.happens('brought twice', 0.3) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      this.#later('brought after', 0, 15_000, () => {
        const server = this.#stream.pick('brought to', world.servers);
        void server.carry(person, file).then(
          (outcomes) => world.note(`a file of ${facts.length} facts of ${name} is brought in: ${outcomes.map(({ state }) => state).join()}`),
          (error: unknown) => world.note(`a file of ${name} is not taken: ${String(error)}`),
        );
      });
    }
  }

  #fill(phone: SimulatedPhone): void {
    phone.isFull = true;
    this.#later('full for', 1_000, 8_000, () => {
      phone.isFull = false;
    });
  }

  /** One server is started in an older release for a while, as in the middle of a deployment that is taken back. */
  #rollBackServer(): void {
    const server = this.#stream.pick('rolled back', this.#world.servers);
    server.die();
    server.isOld = true;
    this.#later('rolled back for', 2_000, 15_000, () => {
      if (!server.isOld) return;
      server.die();
      server.isOld = false;
    });
  }

  #fail(): void {
    const server = this.#stream.pick('failing', this.#world.servers);
    server.isFailing = true;
    this.#later('failing for', 1_000, 12_000, () => {
      server.isFailing = false;
    });
  }

  /** A backup is taken now; some time later it is all that is left. */
  async #restoreLater(): Promise<void> {
    const world = this.#world;
    const restore = await world.stores.ledger.backup();
    const restorePhotos = world.photoStore.backup();
    this.#later('restored after', 2_000, 15_000, () => {
      if (!world.unlucky) return;
      world.note('the ledger goes back to a backup');
      for (const server of world.servers) server.die();
      restorePhotos();
      void restore(`epoch-${world.time.now}`).then(() => world.noteRestored());
    });
  }

  async #quarantined(): Promise<QuarantinedFact[]> {
    const { quarantine, settledQuarantine } = await this.#world.stores.ledger.look();
    return quarantine.filter(({ device, seq }) => !settledQuarantine.has(`${device}/${seq}`));
  }

  /** Into the ledger after all, as it is or mended, or out of it for good; what its author did meanwhile goes on. */
  #settle(held: QuarantinedFact): void {
    const world = this.#world;
    const how = this.#stream.pick('settled how', ['released', 'mended', 'dismissed'] as const);
    this.#later('settled after', 0, 3_000, () => {
      const server = this.#stream.pick('settled at', world.servers);
      void server.settle(held, how).then(
        (state) => world.note(`the desk has ${how} ${held.id}: ${state}`),
        (error: unknown) => world.note(`the desk has not ${how} ${held.id}: ${String(error)}`),
      );
    });
  }

  #later(question: string, least: number, most: number, run: () => void): void {
    this.#world.time.after(this.#stream.between(question, least, most), () => {
      if (this.#world.unlucky) run();
    });
  }
}

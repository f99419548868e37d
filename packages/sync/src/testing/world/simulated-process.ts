import { createSyncEngine } from '../../client/create-sync-engine.ts';
import type { EngineOptions, SyncEngine } from '../../client/engine-api.ts';
import { olderToyDomain, toyDomain } from '../toy-catalogue.ts';
import type { Stream } from './chance.ts';
import { mortalPort, type Mortal } from './mortal.ts';
import { simulatedNetwork } from './simulated-network.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import type { World } from './world.ts';

/** The device's own storage failed; says nothing about what was kept. */
class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
}

const writing: ReadonlySet<string> = new Set(['append', 'settle', 'requeueFrom', 'remint', 'setEpoch', 'heard', 'sent', 'failed', 'prune', 'apply', 'restart', 'recount']);
const growing: ReadonlySet<string> = new Set(['append', 'apply']);

/** One tab, or the worker while it is awake: an engine that can die at every await. */
export class SimulatedProcess {
  readonly name: string;
  readonly engine: SyncEngine;
  alive = true;
  readonly #world: World;
  readonly #phone: SimulatedPhone;
  readonly #stream: Stream;
  #handleDeadUntil = 0;

  constructor(world: World, phone: SimulatedPhone, name: string) {
    this.#world = world;
    this.#phone = phone;
    this.name = name;
    this.#stream = world.chance.of(`${phone.name}/${name}`);
    this.engine = createSyncEngine(phone.isOld ? olderToyDomain : toyDomain, this.#options());
  }

  start(): void {
    this.engine.start();
    this.#watch();
  }

  /** The worker has done its round and sleeps. */
  end(): void {
    this.alive = false;
    this.#phone.ended(this);
  }

  die(point: string): void {
    if (!this.alive) return;
    this.alive = false;
    this.#world.note(`${this.#phone.name}/${this.name} died: ${point}`);
    this.#phone.buried(this);
  }

  /** The watchdog pulls every minute, whatever the hints say. */
  #watch(): void {
    this.#world.time.after(60_000, () => {
      if (!this.alive) return;
      this.engine.woke();
      this.#watch();
    });
  }

  #options(): EngineOptions {
    const world = this.#world;
    const phone = this.#phone;
    const mortal: Mortal = {
      isDead: () => !this.alive,
      moment: (point, when) => {
        if (this.alive && world.strikes(when === 'before' ? 'crash-before-await' : 'crash-after-await', this.#stream)) this.die(`${when} ${point}`);
      },
    };
    const network = simulatedNetwork(world, phone, this.#stream);
    const stored: Mortal = {
      ...mortal,
      trouble: (method, when) => {
        const trouble = this.#trouble(method, when);
        if (trouble) phone.disturbances += 1;
        return trouble;
      },
    };
    return {
      ports: {
        outbox: mortalPort(() => phone.disk.outbox, stored, 'outbox'),
        cache: mortalPort(() => phone.disk.cache, stored, 'cache'),
        network: mortalPort(() => network, mortal, 'network'),
        clock: { now: () => world.time.now + phone.skew, monotonic: () => world.time.now },
        random: world.chance.dice(`${phone.name}/${this.name}@${world.time.now}`),
        timers: {
          after: (ms, run) => world.time.after(ms, () => {
            if (this.alive) run();
          }),
        },
        locks: phone.locks.of(this, this.#stream, () => world.count('locks ignored')),
      },
      app: phone.isOld ? 'older' : 'current',
      lockName: 'sync',
      tallies: true,
      batchSize: 4, pageSize: 7,
      report: ({ reason }) => world.count(`report ${reason}`),
    };
  }

  #trouble(method: string, when: 'before' | 'after'): Error | undefined {
    const world = this.#world;
    if (when === 'after') {
      if (writing.has(method)) this.#phone.committed();
      if (!world.strikes('dead-handle', this.#stream)) return undefined;
      this.#handleDeadUntil = world.time.now + this.#stream.between('handle dead for', 100, 4_000);
      return new StorageFailed(`the handle died after ${method}`);
    }
    if (world.time.now < this.#handleDeadUntil) return new StorageFailed('the handle is dead');
    if (this.#phone.isFull && growing.has(method)) return new StorageFailed('no room is left');
    if (writing.has(method) && world.strikes('aborted-transaction', this.#stream)) return new StorageFailed(`${method} was aborted`);
    return undefined;
  }
}

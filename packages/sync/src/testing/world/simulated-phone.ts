import { createSyncEngine } from '../../client/create-sync-engine.ts';
import type { SyncEngine, WriteDraft } from '../../client/engine-api.ts';
import type { CacheStore, ClientPorts, Locks, OutboxStore } from '../../client/ports.ts';
import { MemoryCacheStore } from '../memory-cache-store.ts';
import { MemoryOutboxStore } from '../memory-outbox-store.ts';
import { toyDomain } from '../toy-catalogue.ts';
import { mortalPort } from './mortal.ts';
import { simulatedNetwork } from './simulated-network.ts';
import type { World } from './world.ts';

interface Process {
  readonly engine: SyncEngine;
  alive: boolean;
}

/** A phone: two databases that outlive its processes, and two tabs (and sometimes a worker) that do not. */
export class SimulatedPhone {
  readonly name: string;
  readonly person: string;
  readonly disk: MemoryOutboxStore;
  readonly outbox: OutboxStore;
  readonly cache: CacheStore;
  online = true;
  signedIn = true;
  /** Phone clock minus world time, ms. */
  skew = 0;
  readonly #world: World;
  readonly #tabs: (Process | undefined)[] = [];
  #held = new Map<string, { process: Process; waiting: (() => void)[] }>();

  constructor(world: World, name: string, person: string, tabs: number, disk = new MemoryOutboxStore()) {
    this.#world = world;
    this.name = name;
    this.person = person;
    this.disk = disk;
    this.outbox = world.options.bug?.outbox?.(disk, world.dice.split()) ?? disk;
    const cache = new MemoryCacheStore();
    this.cache = world.options.bug?.cache?.(cache, world.dice.split()) ?? cache;
    for (let tab = 0; tab < tabs; tab += 1) this.#boot(tab);
  }

  get engines(): readonly SyncEngine[] {
    return this.#tabs.filter((tab) => tab !== undefined).map(({ engine }) => engine);
  }

  /** Writes in one of the tabs; resolves once saved, never if the tab dies first, undefined without a living tab. */
  async write(draft: WriteDraft) {
    const living = this.engines;
    return living.length > 0 ? this.#world.dice.pick(living).write(draft) : undefined;
  }

  /** Every dead tab is opened again. */
  revive(): void {
    for (const [tab, process] of this.#tabs.entries()) if (!process) this.#boot(tab);
  }

  #boot(tab: number): void {
    const process: Process = { engine: createSyncEngine(toyDomain, this.#options(() => process)), alive: true };
    this.#tabs[tab] = process;
    process.engine.start();
    this.#watch(process);
  }

  /** The watchdog pulls every minute, whatever the hints say. */
  #watch(process: Process): void {
    this.#world.time.after(60_000, () => {
      if (!process.alive) return;
      process.engine.woke();
      this.#watch(process);
    });
  }

  #kill(process: Process, point: string): void {
    if (!process.alive) return;
    process.alive = false;
    this.#world.count('phone died');
    this.#world.note(`${this.name} died at ${point}`);
    const tab = this.#tabs.indexOf(process);
    this.#tabs[tab] = undefined;
    for (const [name, lock] of this.#held) if (lock.process === process) this.#release(name);
    this.#world.time.after(this.#world.dice.between(100, 20_000), () => {
      if (!this.#tabs[tab]) this.#boot(tab);
    });
  }

  #options(self: () => Process) {
    const world = this.#world;
    const mortal = {
      isDead: () => !self().alive,
      moment: (point: string) => {
        if (self().alive && world.strikes('phoneDies')) this.#kill(self(), point);
      },
    };
    const ports: ClientPorts = {
      outbox: mortalPort(this.outbox, mortal, 'outbox'),
      cache: mortalPort(this.cache, mortal, 'cache'),
      network: mortalPort(simulatedNetwork(world, this), mortal, 'network'),
      clock: { now: () => world.time.now + this.skew, monotonic: () => world.time.now },
      random: world.dice.split(),
      timers: {
        after: (ms, run) => world.time.after(ms, () => {
          if (self().alive) run();
        }),
      },
      locks: this.#locks(self),
    };
    return {
      ports, app: 'world', lockName: 'sync', tallies: true, pageSize: 7,
      report: ({ reason }: { reason: string }) => world.count(`report ${reason}`),
    };
  }

  #locks(self: () => Process): Locks {
    return {
      exclusive: async (name, run) => {
        // Now and then a worker that knows nothing of the lock: the server alone must keep two senders apart.
        if (this.#world.dice.happens(0.03)) return run();
        while (this.#held.has(name)) await new Promise<void>((resolve) => this.#held.get(name)?.waiting.push(resolve));
        if (!self().alive) return new Promise<never>(() => {});
        const mine = { process: self(), waiting: [] };
        this.#held.set(name, mine);
        try {
          return await run();
        } finally {
          if (this.#held.get(name) === mine) this.#release(name);
        }
      },
    };
  }

  #release(name: string): void {
    const lock = this.#held.get(name);
    this.#held.delete(name);
    for (const wake of lock?.waiting ?? []) wake();
  }
}

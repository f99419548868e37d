import { createSyncEngine } from '../../client/create-sync-engine.ts';
import type { EngineOptions, SyncEngine } from '../../client/engine-api.ts';
import type { PhotoClock } from '../../client/photo-ports.ts';
import { sendPhotos, strayCopies, type Upload } from '../../client/send-photos.ts';
import { resumableUpload } from '../../client/upload-photo.ts';
import type { PhotoDisk } from '../memory-photo-shelf.ts';
import { olderToyDomain, toyDomain } from '../toy-catalogue.ts';
import type { Stream } from './chance.ts';
import { mortalPort, type Mortal } from './mortal.ts';
import { PART_BYTES } from './photo-bytes.ts';
import { simulatedNetwork } from './simulated-network.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { simulatedPhotoWay } from './simulated-photo-way.ts';
import type { World } from './world.ts';

/** The device's own storage failed; says nothing about what was kept. */
class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
}

const writing: ReadonlySet<string> = new Set(['append', 'settle', 'requeueFrom', 'remint', 'setEpoch', 'heard', 'sent', 'failed', 'prune', 'apply', 'restart', 'recount', 'keep', 'change', 'offerAgain', 'drop']);
const growing: ReadonlySet<string> = new Set(['append', 'apply', 'keep']);

/** Facts that take longer are kept up by something else than photos. */
const LONGEST_TURN_MS = 10_000;

/** One tab, or the worker while it is awake: an engine that can die at every await. */
export class SimulatedProcess {
  readonly name: string;
  readonly engine: SyncEngine;
  alive = true;
  readonly #world: World;
  readonly #phone: SimulatedPhone;
  readonly #stream: Stream;
  /** Photos on the disk, as this process reaches them. */
  readonly photos: PhotoDisk;
  #handleDeadUntil = 0;
  #cancelPhotos = (): void => {};
  #photosBefore = '';

  constructor(world: World, phone: SimulatedPhone, name: string) {
    this.#world = world;
    this.#phone = phone;
    this.name = name;
    this.#stream = world.chance.of(`${phone.name}/${name}`);
    this.photos = mortalPort(() => phone.disk.photos, this.#stored(), 'photos');
    this.engine = createSyncEngine(phone.isOld ? olderToyDomain : toyDomain, this.#options());
  }

  start(): void {
    this.engine.start();
    this.engine.subscribe(({ phase }) => {
      if (phase === 'idle') this.photosChanged();
    });
    this.photosChanged();
    this.#watch();
  }

  woke(): void {
    this.engine.woke();
    void this.sendPhotos();
  }

  signedIn(): void {
    this.engine.signedIn();
    void this.sendPhotos();
  }

  /** As a live query tells: photos wait that did not, or other scopes are read. */
  photosChanged(): void {
    if (this.alive) void this.#lookForPhotos();
  }

  /** Sends the photos that are due, unless another process of this phone is at it, and tidies up. */
  async sendPhotos(): Promise<void> {
    if (!this.alive) return;
    this.#cancelPhotos();
    const phone = this.#phone;
    try {
      const next = await phone.locks.ifFree('photos', this, async () => {
        const then = await sendPhotos(this.photos, this.#upload(), this.#photoClock(), (await phone.disk.cache.state()).epoch);
        const { scopes, epoch } = await phone.disk.cache.state();
        const stray = strayCopies(await this.photos.inState('verified'), new Set(scopes.keys()), epoch);
        if (stray.length > 0) await this.photos.drop(stray);
        return then;
      });
      if (next === undefined || !this.alive) return;
      this.#cancelPhotos = this.#world.time.after(Math.max(1_000, next - this.#photoClock().now()), () => void this.sendPhotos());
    } catch (error) {
      // Whatever was under way is still on disk; the next minute, or the next change, begins again.
      if (!(error instanceof StorageFailed)) throw error;
      this.#world.count('sending photos ended by storage');
    }
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
      this.woke();
      this.#watch();
    });
  }

  async #lookForPhotos(): Promise<void> {
    const { photos, cache } = this.#phone.disk;
    const now = [(await photos.inState('waiting')).length, ...(await cache.state()).scopes.keys()].join();
    if (now === this.#photosBefore) return;
    this.#photosBefore = now;
    await this.sendPhotos();
  }

  #photoClock(): PhotoClock {
    return { now: () => this.#world.time.now + this.#phone.skew, random: () => 1 };
  }

  #upload(): Upload {
    return resumableUpload({
      shelf: this.photos,
      way: mortalPort(() => simulatedPhotoWay(this.#world, this.#phone, this.#stream), this.#mortal(), 'photo way'),
      partBytes: PART_BYTES,
      site: async () => undefined,
      turn: () => this.#turn(),
    });
  }

  /** Facts go first: while they are being pushed, no part of a photo is begun. */
  async #turn(): Promise<void> {
    if (this.engine.status().phase !== 'pushing') return;
    await new Promise<void>((resolve) => {
      const cancel = this.#world.time.after(LONGEST_TURN_MS, resolve);
      const stop = this.engine.subscribe(({ phase }) => {
        if (phase === 'pushing') return;
        stop();
        cancel();
        resolve();
      });
    });
  }

  #mortal(): Mortal {
    return {
      isDead: () => !this.alive,
      moment: (point, when) => {
        if (this.alive && this.#world.strikes(when === 'before' ? 'crash-before-await' : 'crash-after-await', this.#stream)) this.die(`${when} ${point}`);
      },
    };
  }

  #stored(): Mortal {
    return {
      ...this.#mortal(),
      trouble: (method, when) => {
        const trouble = this.#trouble(method, when);
        if (trouble) this.#phone.disturbances += 1;
        return trouble;
      },
    };
  }

  #options(): EngineOptions {
    const world = this.#world;
    const phone = this.#phone;
    const network = simulatedNetwork(world, phone, this.#stream);
    const stored = this.#stored();
    return {
      ports: {
        outbox: mortalPort(() => phone.disk.outbox, stored, 'outbox'),
        cache: mortalPort(() => phone.disk.cache, stored, 'cache'),
        network: mortalPort(() => network, this.#mortal(), 'network'),
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

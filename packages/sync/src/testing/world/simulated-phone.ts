import type { WriteDraft } from '../../client/engine-api.ts';
import type { StoredFact } from '../../client/ports.ts';
import type { NewPhoto } from '../memory-photo-shelf.ts';
import type { Stream } from './chance.ts';
import { SimulatedLocks } from './simulated-locks.ts';
import { SimulatedProcess } from './simulated-process.ts';
import type { World } from './world.ts';
import { EVERY_FACT, type PhoneDisk } from './world-stores.ts';

/** Transactions that relaxed durability may lose at once. */
const LOST_AT_MOST = 5;
const tabs = ['tab-1', 'tab-2'] as const;

/** A phone: a disk that outlives its processes, and two tabs and a worker that do not. */
export class SimulatedPhone {
  readonly name: string;
  readonly person: string;
  readonly stream: Stream;
  readonly locks = new SimulatedLocks();
  disk: PhoneDisk;
  online = true;
  signedIn = true;
  /** Without a sign-in: it has a credential that lets it send, and nothing else. */
  mayStillPush = false;
  /** Runs an older release; its pulls may be answered with "update first". */
  isOld = false;
  mustUpdate = false;
  /** No room is left on it. */
  isFull = false;
  /** Phone clock minus world time, ms. */
  skew = 0;
  /** Its clock, or that of the profile it was copied from, was wrong once. */
  wasSkewed = false;
  /** What came over it so far: a promise about a quiet phone is judged only while this stays the same. */
  disturbances = 0;
  sentRequests = 0;
  requestsUnderWay = 0;
  newestDelivered = 0;
  readonly #world: World;
  readonly #running = new Map<string, SimulatedProcess>();
  #images: PhoneDisk[] = [];

  constructor(world: World, name: string, person: string, disk: PhoneDisk) {
    this.#world = world;
    this.name = name;
    this.person = person;
    this.disk = disk;
    this.stream = world.chance.of(name);
    for (const tab of tabs) this.#boot(tab);
    this.#syncInBackground();
  }

  /** The tabs that are open. */
  get tabs(): readonly SimulatedProcess[] {
    return tabs.map((tab) => this.#running.get(tab)).filter((tab) => tab !== undefined);
  }

  /** Writes in one of the tabs; resolves once saved, never if the tab dies first, undefined without an open tab. */
  async write(draft: WriteDraft): Promise<StoredFact | undefined> {
    const open = this.tabs;
    return open.length > 0 ? this.stream.pick('tab', open).engine.write(draft) : undefined;
  }

  /** Keeps a photo in one of the tabs; resolves with true once kept. */
  async keepPhoto(photo: NewPhoto): Promise<boolean> {
    const open = this.tabs;
    if (open.length === 0) return false;
    await this.stream.pick('photo in tab', open).photos.keep(photo, this.#world.time.now + this.skew);
    for (const tab of this.tabs) tab.photosChanged();
    return true;
  }

  /** Every dead tab is opened again. */
  revive(): void {
    for (const tab of tabs) if (!this.#running.has(tab)) this.#boot(tab);
  }

  woke(): void {
    for (const tab of this.tabs) tab.woke();
  }

  /** Online, signed in and up to date, with room and an open tab. */
  get isAble(): boolean {
    return this.online && this.signedIn && !this.mustUpdate && !this.isFull && this.tabs.length > 0;
  }

  /** A process has died: its locks go, and a tab is opened again after a while. */
  buried(process: SimulatedProcess): void {
    this.disturbances += 1;
    this.#running.delete(process.name);
    this.locks.releaseAll(process);
    if (process.name === 'worker') return;
    this.#world.time.after(this.stream.between('reopened after', 100, 8_000), () => {
      if (!this.#running.has(process.name)) this.#boot(process.name);
    });
  }

  /** Another release is started in every tab. */
  runRelease(isOld: boolean): void {
    this.isOld = isOld;
    this.killAll('the app is replaced');
    this.revive();
  }

  /** A transaction of this phone was committed: with relaxed durability it may yet be lost. */
  committed(): void {
    if (!this.#world.weather.has('lost-transactions') || !this.disk.image) return;
    this.#images.push(this.disk.image());
    if (this.#images.length > LOST_AT_MOST + 1) this.#images.shift();
  }

  /** Is there a transaction to lose? */
  get hasHistory(): boolean {
    return this.#images.length > 1;
  }

  /** Power is cut, and the last transactions were never on disk. */
  async loseTransactions(): Promise<void> {
    const lost = this.stream.between('transactions lost', 1, this.#images.length - 1);
    const earlier = this.#images.at(-1 - lost);
    if (earlier) await this.#replaceDisk(earlier, `power is cut and ${lost} transactions are lost`);
  }

  /** The browser throws away everything it stored. */
  async evict(disk: PhoneDisk): Promise<void> {
    await this.#replaceDisk(disk, 'storage is evicted');
  }

  killAll(why: string): void {
    for (const process of this.#running.values()) process.die(why);
  }

  async #replaceDisk(disk: PhoneDisk, why: string): Promise<void> {
    this.killAll(why);
    const before = await factIds(this.disk);
    const after = new Set(await factIds(disk));
    const photos = await this.disk.photos.all();
    const photosLeft = new Set((await disk.photos.all()).map(({ sha256 }) => sha256));
    for (const { sha256, site } of photos) {
      if (!photosLeft.has(sha256) && !this.#world.photoStore.find(sha256, `site:${site}`)) this.#world.mayBeLost.add(`${this.name} ${sha256}`);
    }
    this.disk = disk;
    await this.#world.noteLostDisk(before.filter((id) => !after.has(id)));
    this.#images = [];
  }

  #boot(name: string): SimulatedProcess {
    const process = new SimulatedProcess(this.#world, this, name);
    this.#running.set(name, process);
    if (name !== 'worker') process.start();
    return process;
  }

  /** The worker's `sync` event: wakes it for one round, whether tabs are open or not. */
  #syncInBackground(): void {
    this.#world.time.after(this.stream.between('sync event', 3_000, 30_000), () => {
      if (!this.#world.unlucky) return;
      if (!this.#running.has('worker')) {
        const worker = this.#boot('worker');
        void worker.engine.flush().then(() => worker.sendPhotos()).then(() => worker.end());
      }
      this.#syncInBackground();
    });
  }

  ended(process: SimulatedProcess): void {
    if (this.#running.get(process.name) === process) this.#running.delete(process.name);
  }
}

async function factIds({ outbox }: PhoneDisk): Promise<string[]> {
  return (await outbox.recent(EVERY_FACT)).map(({ fact }) => fact.id);
}

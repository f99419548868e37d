import { checkAtRest, checkWhileRunning } from './laws.ts';
import { checkPhotos, checkVerified } from './photo-laws.ts';
import { checkReplay, ledgerOf } from './replay-law.ts';
import { toyActor } from '../toy-catalogue.ts';
import { World } from './world.ts';
import type { WorldOptions, WorldReport } from './world-options.ts';
import { EVERY_FACT, organization } from './world-stores.ts';
import { keepWriting } from './workload.ts';

const SPAN_MS = 30_000;
const BEFALLS_EVERY_MS = 1_000;
/** When misfortunes end, everything must have arrived within this: a request that times out, the longest wait, what a server reads again after its update, and a minute until whoever missed the hint looks. */
const QUIET_MS = 160_000;
/** A photo that failed often waits up to five minutes by itself; then it is sent, and may have to wait for another. */
const PHOTOS_QUIET_MS = 700_000;
const LATEST_COPY_MS = 15_000;

/** Runs one world from its seed to rest and says which laws were broken. */
export async function runWorld(options: WorldOptions): Promise<WorldReport> {
  const world = new World(options);
  const violations: string[] = [];
  const broken = (law: string): void => {
    if (violations.length < 10 && !violations.includes(law)) violations.push(law);
  };
  await openSites(world);
  world.hasBegun = true;
  for (const phone of world.phones) keepWriting(world, phone);
  const looks = world.chance.of('looks');
  const end = world.time.now + (options.span ?? SPAN_MS);
  for (let next = 0; world.time.now < end && violations.length === 0; ) {
    world.time.next(end);
    await options.settle();
    if (world.time.now < next) continue;
    next = world.time.now + BEFALLS_EVERY_MS;
    await world.befalling.befall();
    await options.settle();
    const looked = looks.pick('at', world.phones);
    await checkWhileRunning(world, looked, broken);
    await checkVerified(world, looked, broken);
    for (const law of world.broken) broken(law);
  }
  if (violations.length === 0) {
    await calmDown(world, broken);
    await whileUntil(world, world.time.now + PHOTOS_QUIET_MS, () => arePhotosQuiet(world));
    await checkAtRest(world, broken);
    await checkPhotos(world, broken);
    if (violations.length === 0) for (const phone of world.phones) await checkWhileRunning(world, phone, broken);
    world.note(await whileTimePasses(world, checkReplay(world, broken)));
  }
  for (const violation of violations) world.note(violation);
  return {
    seed: options.seed,
    violations,
    faults: world.faults,
    counts: world.counts,
    digest: world.trace.digest(),
    events: world.trace.events,
    decisions: world.chance.decisions(),
  };
}

/** Waits for what may have to wait for somebody else, such as a late copy of a request that holds a lock. */
async function whileTimePasses<Value>(world: World, work: Promise<Value>): Promise<Value> {
  let isDone = false;
  const noted = work.finally(() => (isDone = true));
  for (await world.options.settle(); !isDone; await world.options.settle()) world.time.next(world.time.now + 1_000);
  return noted;
}

/** The desk opens both sites before anybody works there. */
async function openSites(world: World): Promise<void> {
  const caller = { organization, actor: { ...toyActor('desk', []), kind: 'server' as const, device: 'server' } };
  await ledgerOf(world).append(caller, ['a', 'b'].map((site, index) => ({
    id: `00000000-0000-5000-8000-00000000000${index}`, name: 'site-opened', scope: 'desk' as const, at: world.time.now,
    payload: { site, name: site },
  })));
}

/** The misfortunes end: everybody is online, signed in and running. Then all must drain, in bounded time, with nobody's help. */
async function calmDown(world: World, broken: (law: string) => void): Promise<void> {
  world.unlucky = false;
  world.befalling.end();
  const deadline = world.time.now + QUIET_MS;
  let isLast = false;
  while (world.time.now < deadline) {
    for (const until = world.time.now + 5_000; world.time.next(until); ) await world.options.settle();
    await world.options.settle();
    if (await isQuiet(world)) {
      // Copies that the network still has may arrive and must change nothing.
      if (isLast) return;
      isLast = true;
      for (const until = world.time.now + LATEST_COPY_MS; world.time.next(until); ) await world.options.settle();
    } else isLast = false;
  }
  const stuck = [];
  for (const phone of world.phones) {
    stuck.push(`${phone.name}: ${await phone.disk.outbox.countPending()} pending, ${phone.tabs.map(({ engine }) => engine.status().phase).join()}`);
  }
  broken(`liveness: not everything has arrived after ${QUIET_MS} ms without faults (${stuck.join('; ')})`);
}

async function whileUntil(world: World, deadline: number, isReached: () => Promise<boolean>): Promise<void> {
  while (world.time.now < deadline && !(await isReached())) {
    for (const until = world.time.now + 5_000; world.time.next(until); ) await world.options.settle();
    await world.options.settle();
  }
}

async function arePhotosQuiet({ phones, stores }: World): Promise<boolean> {
  const { epoch } = await stores.ledger.look();
  for (const { disk, locks } of phones) {
    if (locks.isHeld('photos')) return false;
    // What another history's server had verified is offered again within a minute.
    if ((await disk.photos.all()).some((photo) => photo.state === 'waiting' || (photo.state === 'verified' && photo.epoch !== epoch))) return false;
  }
  return true;
}

async function isQuiet(world: World): Promise<boolean> {
  const ledger = await world.stores.ledger.look();
  if (world.servers.some(({ alive, hasReread }) => !alive || !hasReread)) return false;
  for (const { tabs, disk } of world.phones) {
    if (tabs.some(({ engine }) => engine.status().phase !== 'idle') || (await disk.outbox.countPending()) > 0) return false;
    // What the desk has made of a fact in quarantine its author hears, too.
    const held = await disk.outbox.recent(EVERY_FACT);
    if (held.some((stored) => stored.state === 'quarantined' && stored.reason !== 'dismissed' && ledger.settledQuarantine.has(`${stored.device}/${stored.fact.seq}`))) return false;
    const { scopes } = await disk.cache.state();
    for (const { scope, cursor } of scopes.values()) if (cursor !== (ledger.scopes.get(scope)?.head ?? 0)) return false;
  }
  return true;
}

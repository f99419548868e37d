import type { Fact } from '@fieldloop/domain/fact';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { createLedger } from '../../server/create-ledger.ts';
import { toyActor, toyDomain } from '../toy-catalogue.ts';
import { checkAtRest, checkWhileRunning } from './laws.ts';
import { organization } from './simulated-server.ts';
import { World } from './world.ts';
import type { WorldOptions, WorldReport } from './world-options.ts';
import { keepWriting } from './workload.ts';

const SPAN_MS = 180_000;
/** When misfortunes end, everything must have arrived within this. */
const QUIET_MS = 10 * 60_000;

/** Runs one world from its seed to rest and says which laws were broken. */
export async function runWorld(options: WorldOptions): Promise<WorldReport> {
  const world = new World(options);
  const violations: string[] = [];
  const broken = (law: string): void => {
    if (violations.length < 10 && !violations.includes(law)) violations.push(law);
  };
  await openSites(world);
  for (const phone of world.phones) keepWriting(world, phone);
  const end = world.time.now + (options.span ?? SPAN_MS);
  for (let next = 0; world.time.now < end && violations.length === 0; ) {
    world.time.next(end);
    await options.settle();
    if (world.time.now < next) continue;
    next = world.time.now + 2_000;
    world.befall();
    if (!world.wasRestored) await checkWhileRunning(world, world.dice.pick(world.phones), broken);
  }
  if (violations.length === 0) {
    await calmDown(world, broken);
    await checkAtRest(world, broken);
    await checkReplay(world, broken);
  }
  return { seed: options.seed, violations, counts: world.counts, trace: world.trace };
}

/** The desk opens both sites before anybody works there. */
async function openSites(world: World): Promise<void> {
  const ledger = ledgerOf(world);
  const caller = { organization, actor: { ...toyActor('desk', []), kind: 'server' as const, device: 'server' } };
  await ledger.append(caller, ['a', 'b'].map((site, index) => ({
    id: `00000000-0000-5000-8000-00000000000${index}`, name: 'site-opened', scope: 'desk' as const, at: world.time.now,
    payload: { site, name: site },
  })));
}

/** The misfortunes end: everybody is online, signed in and running. Then all must drain, in bounded time. */
async function calmDown(world: World, broken: (law: string) => void): Promise<void> {
  world.unlucky = false;
  const wake = (): void => {
    for (const phone of world.phones) {
      phone.online = true;
      phone.signedIn = true;
      phone.revive();
      for (const engine of phone.engines) engine.signedIn();
    }
  };
  wake();
  const deadline = world.time.now + QUIET_MS;
  while (world.time.now < deadline) {
    for (const until = world.time.now + 5_000; world.time.next(until); ) await world.options.settle();
    await world.options.settle();
    if (await isQuiet(world)) return;
  }
  const stuck = [];
  for (const phone of world.phones) {
    stuck.push(`${phone.name}: ${await phone.outbox.countPending()} pending, ${phone.engines.map((engine) => engine.status().phase).join()}`);
  }
  broken(`liveness: not everything has arrived after ${QUIET_MS} ms without faults (${stuck.join('; ')})`);
}

async function isQuiet(world: World): Promise<boolean> {
  const ledger = world.disk.ledger(organization);
  for (const phone of world.phones) {
    if (phone.engines.some((engine) => engine.status().phase !== 'idle') || (await phone.outbox.countPending()) > 0) return false;
    const { scopes } = await phone.cache.state();
    for (const { scope, cursor } of scopes.values()) if (cursor !== (ledger.scopes.get(scope)?.head ?? 0)) return false;
  }
  return true;
}

/** Every device sends everything it ever wrote once more: not a byte may change. */
async function checkReplay(world: World, broken: (law: string) => void): Promise<void> {
  const disk = world.disk.ledger(organization);
  const image = (): string => JSON.stringify([[...disk.facts], disk.quarantine, [...disk.records], [...disk.tallies], [...disk.scopes]]);
  const before = image();
  const ledger = ledgerOf(world);
  for (const { device, person } of disk.devices.values()) {
    const facts = [...disk.facts.values()].filter((fact) => fact.device === device).map(({ fact }) => fact);
    for (const run of runsOf(facts)) {
      const caller = { organization, actor: { ...toyActor(person, []), memberships: world.memberships.get(person) ?? [] } };
      await ledger.push(caller, {
        protocol: PROTOCOL_VERSION, device, app: 'replay', clientNow: world.time.now, firstSeq: run[0]?.seq ?? 1, facts: run,
      });
      world.count('facts replayed');
    }
  }
  if (image() !== before) broken('replay: sending everything once more changed the ledger');
}

/** Facts whose seqs follow one another: what was quarantined in between is not in the ledger. */
function runsOf(facts: readonly Fact[]): Fact[][] {
  const runs: Fact[][] = [];
  for (const fact of facts.toSorted((left, right) => left.seq - right.seq)) {
    const last = runs.at(-1);
    if (last && last.at(-1)?.seq === fact.seq - 1 && last.length < 100) last.push(fact);
    else runs.push([fact]);
  }
  return runs;
}

function ledgerOf(world: World) {
  return createLedger(toyDomain, { store: world.disk, now: () => world.time.now, announce: () => {}, foldThrew: () => {} });
}

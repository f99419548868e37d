import { SyncError } from '../../protocol/sync-error.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { createLedger } from '../../server/create-ledger.ts';
import type { Ledger } from '../../server/ledger-api.ts';
import { toyActor, toyDomain } from '../toy-catalogue.ts';
import type { MemoryLedger } from '../memory-ledger-store.ts';
import type { World } from './world.ts';
import { EVERY_FACT, organization } from './world-stores.ts';

/**
 * Everything is sent twice more, what the ledger and the quarantine have of each device and what each phone's journal holds:
 * not a byte may change. Returns the ledger as text.
 */
export async function checkReplay(world: World, broken: (law: string) => void): Promise<string> {
  const before = await world.stores.ledger.look();
  const image = imageOf(before);
  const ledger = ledgerOf(world);
  const sent = [...heldOf(before), ...(await journalsOf(world))];
  for (let time = 0; time < 2; time += 1) {
    for (const { device, person, facts } of sent) {
      for (const run of runsOf(facts)) {
        const caller = { organization, actor: { ...toyActor(person, []), memberships: world.memberships.get(person) ?? [] } };
        const frame = {
          protocol: PROTOCOL_VERSION, device, app: 'replay', clientNow: world.time.now, firstSeq: run[0]?.seq ?? 1, facts: run,
        };
        try {
          await ledger.push(caller, frame);
        } catch (error) {
          if (!(error instanceof SyncError)) throw error;
          broken(`replay: what ${device} sent before is refused now: ${error.reason}`);
        }
        world.count('batches replayed');
      }
    }
  }
  if (imageOf(await world.stores.ledger.look()) !== image) broken('replay: sending everything twice more changed the ledger');
  return image;
}

interface Sent {
  readonly device: string;
  readonly person: string;
  readonly facts: readonly Numbered[];
}

interface Numbered {
  readonly seq: number;
}

function heldOf({ devices, facts, quarantine }: MemoryLedger): Sent[] {
  return [...devices.values()].map(({ device, person }) => ({
    device,
    person,
    facts: [
      ...[...facts.values()].filter((held) => held.device === device).map(({ fact }) => fact),
      ...quarantine
        .filter((held) => held.device === device && ![...facts.values()].some(({ fact }) => fact.id === held.id))
        .map(({ seq, received }): Numbered => ({ ...(JSON.parse(received) as object), seq })),
    ],
  }));
}

/** As each phone would send it if it had never heard an answer. */
async function journalsOf({ phones }: World): Promise<Sent[]> {
  const journals: Sent[] = [];
  for (const { disk, person } of phones) {
    const held = await disk.outbox.recent(EVERY_FACT);
    for (const device of new Set(held.map((fact) => fact.device))) {
      journals.push({ device, person, facts: held.filter((fact) => fact.device === device).map(({ fact }) => fact) });
    }
  }
  return journals;
}

/** A ledger that nothing befalls. */
export function ledgerOf(world: World): Ledger {
  return createLedger(toyDomain, { store: world.stores.ledger.store, now: () => world.time.now, announce: () => {}, foldThrew: () => {} });
}

function imageOf({ facts, quarantine, settledQuarantine, records, tallies, scopes, devices }: MemoryLedger): string {
  const lastSeqs = [...devices.values()].map(({ device, person, lastSeq, lastAt }) => [device, person, lastSeq, lastAt]);
  return JSON.stringify([[...facts], quarantine, [...settledQuarantine], [...records], [...tallies], [...scopes], lastSeqs]);
}

/** Facts whose seqs follow one another. */
function runsOf(facts: readonly Numbered[]): Numbered[][] {
  const runs: Numbered[][] = [];
  for (const fact of facts.toSorted((left, right) => left.seq - right.seq)) {
    const last = runs.at(-1);
    if (last && last.at(-1)?.seq === fact.seq - 1 && last.length < 100) last.push(fact);
    else runs.push([fact]);
  }
  return runs;
}

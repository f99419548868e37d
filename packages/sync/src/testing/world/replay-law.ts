import type { Fact } from '@fieldloop/domain/fact';
import { SyncError } from '../../protocol/sync-error.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { createLedger } from '../../server/create-ledger.ts';
import type { Ledger } from '../../server/ledger-api.ts';
import { toyActor, toyDomain } from '../toy-catalogue.ts';
import type { MemoryLedger } from '../memory-ledger-store.ts';
import type { World } from './world.ts';
import { organization } from './world-stores.ts';

/** Every device sends everything it ever wrote twice more: not a byte may change. Returns the ledger as text. */
export async function checkReplay(world: World, broken: (law: string) => void): Promise<string> {
  const before = await world.stores.ledger.look();
  const image = imageOf(before);
  const ledger = ledgerOf(world);
  for (let time = 0; time < 2; time += 1) {
    for (const { device, person } of before.devices.values()) {
      const facts = [...before.facts.values()].filter((fact) => fact.device === device).map(({ fact }) => fact);
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

/** A ledger that nothing befalls. */
export function ledgerOf(world: World): Ledger {
  return createLedger(toyDomain, { store: world.stores.ledger.store, now: () => world.time.now, announce: () => {}, foldThrew: () => {} });
}

function imageOf({ facts, quarantine, records, tallies, scopes }: MemoryLedger): string {
  return JSON.stringify([[...facts], quarantine, [...records], [...tallies], [...scopes]]);
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

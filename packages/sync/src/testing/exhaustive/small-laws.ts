import { cursorsOf, overlayTallies } from '../../client/overlay.ts';
import { sameDigest } from '../../protocol/digest.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import { textOf } from '../memory-ledger-store.ts';
import { toyActor, toyDomain } from '../toy-catalogue.ts';
import { EVERY_FACT, organization } from '../world/world-stores.ts';
import type { SmallPhone } from './small-phone.ts';
import type { SmallWorld } from './small-world.ts';

const always = { from: 0, until: Number.MAX_SAFE_INTEGER };

/**
 * In every state: what was saved here shows, and nothing twice; no cursor is ahead of its rows. Judged by what this phone
 * knows, so that it does not matter when others did what it has not read.
 */
export async function wrongOnScreen(world: SmallWorld, phone: SmallPhone): Promise<string | undefined> {
  const { tallies, records, state } = await phone.cache.read({ scope: 'site:a', tallies: always });
  const shown = sum(overlayTallies(tallies, await phone.outbox.unconfirmed(cursorsOf(state)), state, toyDomain, { site: 'a', ...always }));
  const own = new Set((await phone.outbox.recent(EVERY_FACT)).filter(({ fact }) => fact.name === 'tapped').map(({ fact }) => fact.id));
  const ledger = world.store.ledger(organization);
  const { cursor = -1, tallied = -1 } = state.scopes.get('site:a') ?? {};
  const read = [...ledger.facts.values()].filter(({ fact, version }) => fact.name === 'tapped' && version <= tallied && !own.has(fact.id)).length;
  const saved = phone.saved.filter(({ draft }) => draft.name === 'tapped').length;
  if (shown < saved + read) return `read your writes: ${phone.name} saved ${saved} taps, has read ${read} more and shows ${shown}`;
  if (shown > own.size + read) return `counted twice: ${phone.name} wrote ${own.size} taps, has read ${read} more and shows ${shown}`;
  for (const { scope, kind, id, version, gone } of ledger.records.values()) {
    if (scope !== 'site:a' || gone || version > cursor || records.some((row) => row.kind === kind && row.id === id && row.version >= version)) continue;
    return `cursor ahead of rows: ${phone.name} is at ${cursor} without ${kind}:${id}@${version}`;
  }
  return undefined;
}

/** At each end: everything saved is there once, in order, applied; all copies are equal; sending it all again changes nothing. */
export async function wrongAtEnd(world: SmallWorld): Promise<string | undefined> {
  await world.finish();
  const ledger = world.store.ledger(organization);
  for (const phone of world.phones) {
    for (const { id, draft } of phone.saved) if (!ledger.facts.has(id)) return `loss: ${draft.name} of ${phone.name}`;
    if ((await phone.outbox.countPending()) > 0) return `liveness: ${phone.name} still has facts to send`;
    const { records, tallies, state } = await phone.cache.read({ scope: 'site:a', tallies: always });
    const live = [...ledger.records.values()].filter(({ scope, gone }) => scope === 'site:a' && !gone);
    const here = records.map(({ kind, id, version, data }) => JSON.stringify([kind, id, version, data])).sort();
    const there = live.map(({ kind, id, version, data }) => JSON.stringify([kind, id, version, data])).sort();
    if (here.join() !== there.join()) return `convergence: ${phone.name} holds ${here.join()}, the ledger ${there.join()}`;
    if (sum(tallies) !== sum(ledger.tallies.values())) return `totals: ${phone.name} counts ${sum(tallies)}, the ledger ${sum(ledger.tallies.values())}`;
    const [mine, its] = [state.scopes.get('site:a')?.digest, ledger.scopes.get('site:a')?.digest];
    if (!mine || !its || !sameDigest(mine, its)) return `digest: ${phone.name} disagrees`;
  }
  const written = [...ledger.facts.values()].filter(({ device }) => device !== 'server');
  if (written.length > world.phones.reduce((total, { attempts }) => total + attempts, 0)) return `duplication: ${written.length} facts`;
  for (const { device } of written) {
    const facts = written.filter((fact) => fact.device === device).sort((left, right) => left.fact.seq - right.fact.seq);
    if (facts.some(({ fact, version }, at) => at > 0 && (fact.seq === facts[at - 1]?.fact.seq || version < (facts[at - 1]?.version ?? 0)))) return `order: the facts of ${device} are out of order`;
  }
  const taps = written.filter(({ fact }) => fact.name === 'tapped').length;
  if (sum(ledger.tallies.values()) !== taps) return `totals: ${sum(ledger.tallies.values())} counted of ${taps} taps`;
  // A comment whose note was never written rightly waits.
  const hasNote = written.some(({ fact }) => fact.name === 'note-opened');
  const stuck = written.find(({ state }) => state !== 'applied' && !(state === 'waiting' && !hasNote));
  if (stuck) return `outcome: ${stuck.fact.name} is ${stuck.state}`;
  return wrongAfterReplay(world);
}

async function wrongAfterReplay({ phones, ledger, store }: SmallWorld): Promise<string | undefined> {
  const before = textOf(store.ledger(organization));
  for (const phone of [...phones, ...phones]) {
    const facts = (await phone.outbox.recent(EVERY_FACT)).toReversed();
    const [first] = facts;
    if (!first) continue;
    const caller = { organization, actor: toyActor(phone.name, ['site:a']) };
    await ledger.push(caller, {
      protocol: PROTOCOL_VERSION, device: first.device, app: 'replay', clientNow: first.savedAt, firstSeq: first.fact.seq, facts: facts.map(({ fact }) => fact),
    });
  }
  return textOf(store.ledger(organization)) === before ? undefined : 'replay: sending everything twice more changed the ledger';
}

function sum(all: Iterable<{ readonly n: number }>): number {
  return [...all].reduce((total, { n }) => total + n, 0);
}

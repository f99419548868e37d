import type { WriteDraft } from '../../client/engine-api.ts';
import { toyActor } from '../toy-catalogue.ts';
import { organization } from '../world/world-stores.ts';
import { everyOrder } from './every-order.ts';
import { SmallWorld, type Mishaps, type SmallPhone } from './small-world.ts';

/** What the exploration of one pair of facts came to. */
export interface Explored {
  readonly scenario: string;
  /** Combinations of a crash, a duplicate and a late request, none included. */
  readonly mishaps: number;
  readonly interleavings: number;
  readonly violations: readonly string[];
}

const pushes = ['A push 1', 'A push 2', 'B push 1', 'B push 2'];
const tap: WriteDraft = { name: 'tapped', version: 2, scope: 'site:a', payload: { count: 1 } };
const open: WriteDraft = { name: 'note-opened', version: 1, scope: 'site:a', payload: { note: 'n', text: 'opened' } };
const comment: WriteDraft = { name: 'note-commented', version: 1, scope: 'site:a', payload: { note: 'n', text: 'a comment' } };

/** Who writes what: two facts, two phones. */
export const scenarios: Readonly<Record<string, readonly (readonly [phone: number, draft: WriteDraft])[]>> = {
  'one tap each': [[0, tap], [1, tap]],
  'two taps of one': [[0, tap], [0, tap]],
  'a note, and a comment by the other': [[0, open], [1, comment]],
};

/**
 * Every interleaving of two phones that write two facts, with at most one crash (before any await of a phone, or in the
 * server between commit and answer), one duplicated and one overtaken push.
 * @param most how many of the three may happen in one world
 */
export async function exploreSmallWorlds(scenario: string, settle: () => Promise<void>, most = 3): Promise<Explored> {
  const drafts = scenarios[scenario];
  if (!drafts) throw new RangeError(`no scenario is named ${scenario}`);
  const violations: string[] = [];
  let interleavings = 0;
  let combinations = 0;

  /** Explores one combination; returns which of its mishaps happened in any order at all. */
  async function explore(mishaps: Mishaps): Promise<ReadonlySet<string>> {
    const happened = new Set<string>();
    const wanted = Object.keys(mishaps).length;
    await everyOrder(
      async () => {
        const world = await begin(settle, mishaps);
        for (const [phone, draft] of drafts ?? []) world.plan(phoneAt(world, phone), draft);
        return world;
      },
      async (world, order) => {
        for (const mishap of world.happened) happened.add(mishap);
        // An order in which one of them never came about is counted where it was not asked for.
        if (world.happened.size < wanted) return;
        interleavings += 1;
        const broken = await lawBroken(world);
        if (broken !== undefined && violations.length < 10) violations.push(`${broken} | ${JSON.stringify(mishaps)} | ${order.join(', ')}`);
      },
    );
    if (happened.size >= wanted) combinations += 1;
    return happened;
  }

  /** With this crash or none: each late and each duplicated push beside it. Returns whether the crash ever came. */
  async function beside(crash: Mishaps['crash']): Promise<boolean> {
    const happened = await explore(crash ? { crash } : {});
    if (crash && !happened.has('crash')) return false;
    for (const late of [undefined, ...pushes]) {
      for (const duplicate of [undefined, ...pushes]) {
        const mishaps: Mishaps = { ...(crash ? { crash } : {}), ...(late ? { late } : {}), ...(duplicate ? { duplicate } : {}) };
        if ((late ?? duplicate) !== undefined && Object.keys(mishaps).length <= most) await explore(mishaps);
      }
    }
    return true;
  }

  await beside(undefined);
  if (most > 0) for (const who of ['A', 'B', 'server']) for (let at = 1; await beside({ who, at }); at += 1);
  return { scenario, mishaps: combinations, interleavings, violations };
}

/** Both phones have read the site, and nobody has written. */
async function begin(settle: () => Promise<void>, mishaps: Mishaps): Promise<SmallWorld> {
  const world = new SmallWorld(['A', 'B'], mishaps, settle);
  const caller = { organization, actor: { ...toyActor('desk', []), kind: 'server' as const, device: 'server' } };
  await world.ledger.append(caller, [
    { id: '00000000-0000-5000-8000-000000000000', name: 'site-opened', scope: 'desk', at: 0, payload: { site: 'a', name: 'a' } },
  ]);
  await world.rest();
  for (const phone of world.phones) Object.assign(phone, { awaits: 0, push: 0, pull: 0, timers: 0 });
  world.isSafe = false;
  return world;
}

/** After the exploration: everything saved is there once, all copies are equal, and all has been applied. */
async function lawBroken(world: SmallWorld): Promise<string | undefined> {
  await world.finish();
  if (world.broken !== undefined) return world.broken;
  const ledger = world.store.ledger(organization);
  for (const phone of world.phones) {
    for (const { id, draft } of phone.saved) if (!ledger.facts.has(id)) return `loss: ${draft.name} of ${phone.name}`;
    if ((await phone.outbox.countPending()) > 0) return `liveness: ${phone.name} still has facts to send`;
    const { records, tallies } = await phone.cache.read({ scope: 'site:a', tallies: { from: 0, until: Number.MAX_SAFE_INTEGER } });
    const live = [...ledger.records.values()].filter(({ scope, gone }) => scope === 'site:a' && !gone);
    const here = records.map(({ kind, id, version, data }) => JSON.stringify([kind, id, version, data])).sort();
    const there = live.map(({ kind, id, version, data }) => JSON.stringify([kind, id, version, data])).sort();
    if (here.join() !== there.join()) return `convergence: ${phone.name} holds ${here.join()}, the ledger ${there.join()}`;
    const sum = (all: Iterable<{ readonly n: number }>): number => [...all].reduce((total, { n }) => total + n, 0);
    if (sum(tallies) !== sum(ledger.tallies.values())) return `totals: ${phone.name} counts ${sum(tallies)}, the ledger ${sum(ledger.tallies.values())}`;
  }
  const written = [...ledger.facts.values()].filter(({ device }) => device !== 'server');
  const tried = world.phones.reduce((total, { attempts }) => total + attempts, 0);
  if (written.length > tried) return `duplication: ${written.length} facts of ${tried}`;
  const seqs = written.map(({ device, fact }) => `${device} ${fact.seq}`);
  if (new Set(seqs).size < seqs.length) return `order: two facts at one seq`;
  const taps = written.filter(({ fact }) => fact.name === 'tapped').length;
  const counted = [...ledger.tallies.values()].reduce((total, { n }) => total + n, 0);
  if (counted !== taps) return `totals: ${counted} counted of ${taps} taps`;
  // A comment whose note was never written rightly waits.
  const hasNote = written.some(({ fact }) => fact.name === 'note-opened');
  const stuck = written.find(({ state }) => state !== 'applied' && !(state === 'waiting' && !hasNote));
  return stuck && `outcome: ${stuck.fact.name} is ${stuck.state}`;
}

function phoneAt(world: SmallWorld, index: number): SmallPhone {
  const phone = world.phones[index];
  if (!phone) throw new RangeError(`there is no phone ${index}`);
  return phone;
}

import type { WriteDraft } from '../../client/engine-api.ts';
import { toyActor } from '../toy-catalogue.ts';
import { organization } from '../world/world-stores.ts';
import { everyState } from './every-state.ts';
import { wrongAtEnd, wrongOnScreen } from './small-laws.ts';
import { Names, SmallWorld, type Mishaps } from './small-world.ts';

/** What the exploration of one pair of facts came to. */
export interface Explored {
  readonly scenario: string;
  /** Different orders of steps that were covered, each by its own way through the states. */
  readonly interleavings: bigint;
  readonly states: number;
  readonly steps: number;
  /** Steps into a state that was known. */
  readonly merged: number;
  readonly ends: number;
  readonly violations: readonly string[];
}

const tap: WriteDraft = { name: 'tapped', version: 2, scope: 'site:a', payload: { count: 1 } };
const open: WriteDraft = { name: 'note-opened', version: 1, scope: 'site:a', payload: { note: 'n', text: 'opened' } };
const comment: WriteDraft = { name: 'note-commented', version: 1, scope: 'site:a', payload: { note: 'n', text: 'a comment' } };

/** Who writes what: two facts, two phones. */
export const scenarios: Readonly<Record<string, readonly (readonly [phone: number, draft: WriteDraft])[]>> = {
  'one tap each': [[0, tap], [1, tap]],
  'two taps of one': [[0, tap], [0, tap]],
  'a note, and a comment by the other': [[0, open], [1, comment]],
};

const names = ['A', 'B'] as const;

/**
 * Whom each mishap befalls, if it comes: every combination of `most` of the three kinds. A phone that writes nothing sends
 * no push that could be lost. Where both do the same, what befalls B instead of A in all respects is the same world.
 */
export function everyMishap(scenario: string, most: number): Mishaps[] {
  const drafts = scenarios[scenario] ?? [];
  const senders = names.filter((_, phone) => drafts.some(([writer]) => writer === phone));
  const isSymmetric = senders.length === 2 && drafts[0]?.[1] === drafts[1]?.[1];
  const crashes = [...names.map((of) => ({ of, where: 'phone' as const })), ...senders.map((of) => ({ of, where: 'server' as const }))];
  const all = crashes
    .filter(({ of }) => !isSymmetric || of === 'A')
    .flatMap((crash) => senders.flatMap((duplicate) => senders.map((late): Mishaps => ({ crash, duplicate, late }))));
  if (most >= 3) return all;
  const kinds = ['crash', 'duplicate', 'late'] as const;
  const chosen = kinds.flatMap((kind) => (most === 1 ? [[kind]] : kinds.filter((other) => other > kind).map((other) => [kind, other])));
  const some = chosen.flatMap((kept) => all.map((mishaps) => Object.fromEntries(kept.map((kind) => [kind, mishaps[kind]])) as Mishaps));
  return [...new Map(some.map((mishaps) => [JSON.stringify(mishaps), mishaps])).values()];
}

/**
 * Every interleaving of two phones that write two facts, with at most one crash (of a phone at any moment, or of the server
 * between commit and answer), one push that arrives twice and one that is overtaken; `mishaps` is one of `everyMishap`.
 */
export async function exploreSmallWorlds(scenario: string, mishaps: Mishaps, settle: () => Promise<void>): Promise<Explored> {
  const drafts = scenarios[scenario];
  if (!drafts) throw new RangeError(`no scenario is named ${scenario}`);
  const violations: string[] = [];
  const numbers = new Names();
  const broken = (law: string | undefined, order: readonly string[]): void => {
    if (law !== undefined && violations.length < 3) violations.push(`${law} | ${JSON.stringify(mishaps)} | ${order.join(', ')}`);
  };
  const { orders, ...reached } = await everyState(
    async () => {
      const world = new SmallWorld(names, mishaps, settle, numbers);
      await openSite(world);
      world.beginTrouble(drafts);
      return world;
    },
    async (world, order) => broken(world.touched && (await wrongOnScreen(world, world.touched)), order),
    async (world, order) => {
      broken(await wrongAtEnd(world), order);
      return isCountedHere(scenario, mishaps, world.left);
    },
  );
  return { scenario, interleavings: orders, ...reached, violations };
}

/** An order in which a mishap never came is counted once, not wherever it might have come. */
function isCountedHere(scenario: string, mishaps: Mishaps, left: ReadonlySet<keyof Mishaps>): boolean {
  const happened = (['crash', 'duplicate', 'late'] as const).filter((kind) => mishaps[kind] !== undefined && !left.has(kind));
  const isAlike = (other: Mishaps): boolean => happened.every((kind) => JSON.stringify(other[kind]) === JSON.stringify(mishaps[kind]));
  return JSON.stringify(everyMishap(scenario, Object.keys(mishaps).length).find(isAlike)) === JSON.stringify(mishaps);
}

export function addUp(left: Explored, right: Explored): Explored {
  return {
    scenario: left.scenario,
    interleavings: left.interleavings + right.interleavings,
    states: left.states + right.states,
    steps: left.steps + right.steps,
    merged: left.merged + right.merged,
    ends: left.ends + right.ends,
    violations: [...left.violations, ...right.violations],
  };
}

/** Both phones have read the site, and nobody has written. */
async function openSite(world: SmallWorld): Promise<void> {
  const caller = { organization, actor: { ...toyActor('desk', []), kind: 'server' as const, device: 'server' } };
  await world.ledger.append(caller, [
    { id: '00000000-0000-5000-8000-000000000000', name: 'site-opened', scope: 'desk', at: 0, payload: { site: 'a', name: 'a' } },
  ]);
  await world.rest();
}

import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import type { StoredFact } from '@fieldloop/sync/client';
import { reasons, type FactReason } from '@fieldloop/sync/protocol/reasons';
import { readRecord } from './reading.ts';
import type { Session } from './session/session.ts';

/**
 * What became of something I wrote. `unsaved`: in the memory of this page alone. `saved`: on this phone. `sending`: on its way, no answer yet. `sent`: the server has
 * it. `seen`: planning has read it. `acted`: planning did something about it. `attention`: I must look at it.
 * `left-out`: planning does not count it.
 */
export type EntryState = 'unsaved' | 'saved' | 'sending' | 'sent' | 'seen' | 'acted' | 'attention' | 'left-out';

export interface Entry {
  readonly id: string;
  readonly fact: Fact;
  readonly savedAt: number;
  readonly state: EntryState;
  /** Why it needs attention. */
  readonly reason?: FactReason | undefined;
  /** What planning made of it when it had not been taken, and why. */
  readonly settled?: StoredFact['settled'];
}

/** My latest entries, newest first, each with its state. */
export async function readEntries(session: Session, limit: number): Promise<readonly Entry[]> {
  const held = session.held.all();
  const [recent, asked] = [await session.outbox.recent(limit), new Set(await session.outbox.asks(limit))];
  const stored = new Set(recent.map(({ fact }) => fact.id));
  const unsaved = held.filter(({ fact }) => !stored.has(fact.id)).toReversed();
  const saved = await Promise.all(
    recent.map(async (stored) => ({
      id: stored.fact.id,
      fact: stored.fact,
      savedAt: stored.savedAt,
      reason: stored.reason,
      settled: stored.settled,
      state: await stateOf(session, stored, asked),
    })),
  );
  return [...unsaved.map(({ fact, savedAt }): Entry => ({ id: fact.id, fact, savedAt, state: 'unsaved' })), ...saved];
}

/** Entries a person must look at, and photos that were not taken. */
export async function countAttention(session: Session): Promise<number> {
  const photos = await session.photoDatabase.photos.where('state').equals('refused').count();
  const entries = await session.outboxDatabase.facts.where('state').anyOf('quarantined', 'superseded').filter(needsAttention).count();
  return photos + entries;
}

async function stateOf(session: Session, stored: StoredFact, asked: ReadonlySet<number>): Promise<EntryState> {
  if (needsAttention(stored)) return 'attention';
  if (stored.reason === 'dismissed') return 'left-out';
  if (stored.state === 'pending') return asked.has(stored.fact.seq) ? 'sending' : 'saved';
  const { name, scope, payload } = stored.fact;
  if (name !== 'item-opened') return 'sent';
  return progressOf(session, scope, (payload as { readonly item: string }).item);
}

async function progressOf(session: Session, scope: ScopeKey, id: string): Promise<EntryState> {
  const item = await readRecord(session, scope, 'item', id);
  if (!item) return 'sent';
  const others = item.moves.some(({ by }) => by !== session.person) || item.comments.some(({ by }) => by !== session.person);
  if (item.loop || item.adoptedInto || item.assignee || others) return 'acted';
  return item.seen ? 'seen' : 'sent';
}

function needsAttention({ state, reason }: Pick<StoredFact, 'state' | 'reason'>): boolean {
  return (state === 'quarantined' || state === 'superseded') && (reason === undefined || reasons[reason].tell);
}

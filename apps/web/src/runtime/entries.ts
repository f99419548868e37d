import type { Fact, ScopeKey } from '@fieldloop/domain/fact';
import type { StoredFact } from '@fieldloop/sync/client';
import { reasons, type FactReason } from '@fieldloop/sync/protocol/reasons';
import type { FactRow } from './database/outbox-database.ts';
import { readRecord } from './reading.ts';
import type { Session } from './session/session.ts';

/**
 * What became of something I wrote. `unsaved`: in the memory of this page alone. `saved`: on this phone. `sending`: on its way, no answer yet. `sent`: the server has
 * it. `seen`: planning has read it. `acted`: planning did something about it. `attention`: I must look at it.
 * `not-yet`: the server keeps it and takes it by itself later. `left-out`: planning does not count it.
 */
export type EntryState = 'unsaved' | 'saved' | 'sending' | 'sent' | 'seen' | 'acted' | 'attention' | 'not-yet' | 'left-out';

export interface Entry {
  readonly id: string;
  readonly fact: Fact;
  readonly savedAt: number;
  readonly state: EntryState;
  /** Why it needs attention. */
  readonly reason?: FactReason | undefined;
  /** When the server answered about it. */
  readonly settledAt?: number | undefined;
  /** What planning made of it when it had not been taken, and why. */
  readonly settled?: StoredFact['settled'];
  /** What I had written, where planning let it in with other content: `fact` then says what counts. */
  readonly sent?: Fact | undefined;
  /** Planning let it in, and this phone has not asked yet with what content. */
  readonly unasked?: boolean | undefined;
}

const uncounted: ReadonlySet<EntryState> = new Set(['attention', 'not-yet', 'left-out']);

/** Whether the content of this entry, as it is here, counts: it was not refused or left out, and planning did not let it in as something not asked for yet. */
export function counts({ state, unasked }: Entry): boolean {
  return !unasked && !uncounted.has(state);
}

/** My latest entries of what I did myself, newest first, each with its state. */
export async function readEntries(session: Session, limit: number): Promise<readonly Entry[]> {
  const held = session.held.all();
  const [recent, asked] = [(await session.outbox.recent(limit)).filter(isMine), new Set(await session.outbox.asks(limit))];
  const stored = new Set(recent.map(({ fact }) => fact.id));
  const unsaved = held.filter(({ fact }) => !stored.has(fact.id)).toReversed();
  const released = recent.filter(isReleased);
  const rows = released.length === 0 ? [] : await session.outboxDatabase.facts.bulkGet(released.map(({ device, fact }) => [device, fact.seq]));
  const counted = new Map(rows.map((row) => [row?.id, row?.counts]));
  const saved = await Promise.all(
    recent.map(async (stored) => ({
      id: stored.fact.id,
      ...asCounted(stored, counted.get(stored.fact.id)),
      savedAt: stored.savedAt,
      reason: stored.reason,
      settled: stored.settled,
      settledAt: stored.settledAt,
      state: await stateOf(session, stored, asked),
    })),
  );
  return [...unsaved.map(({ fact, savedAt }): Entry => ({ id: fact.id, fact, savedAt, state: 'unsaved' })), ...saved];
}

/** Entries a person must look at, and photos that were not taken. */
export async function countAttention(session: Session): Promise<number> {
  const photos = await session.photoDatabase.photos.where('state').equals('refused').count();
  const entries = await session.outboxDatabase.facts.where('state').anyOf('quarantined', 'superseded').filter((row) => isMine(row) && needsAttention(row)).count();
  return photos + entries;
}

// What a phone notes by itself is nobody's entry.
function isMine({ fact }: StoredFact): boolean {
  return fact.name !== 'revision-delivered';
}

function isReleased({ settled }: StoredFact): boolean {
  return settled?.as === 'released';
}

function asCounted(stored: StoredFact, counts: FactRow['counts']): Pick<Entry, 'fact' | 'sent' | 'unasked'> {
  const { fact } = stored;
  const instead = counts?.instead;
  return instead === undefined ? { fact, unasked: isReleased(stored) && !counts } : { fact: { ...fact, payload: instead }, sent: fact };
}

async function stateOf(session: Session, stored: StoredFact, asked: ReadonlySet<number>): Promise<EntryState> {
  if (needsAttention(stored)) return 'attention';
  if (stored.reason === 'dismissed') return 'left-out';
  if (stored.state === 'quarantined') return 'not-yet';
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

// What only an update of the server mends is read again there by itself: nobody can do anything about it here.
function needsAttention({ state, reason, fact }: Pick<StoredFact, 'state' | 'reason' | 'fact'>): boolean {
  // Read under an earlier id of this phone: the revision is shown again.
  if (state === 'superseded' && fact.name === 'revision-acknowledged') return false;
  return (state === 'quarantined' || state === 'superseded') && (reason === undefined || (reasons[reason].tell && reasons[reason].retry !== 'after-update'));
}

import type { ScopeKey } from '@fieldloop/domain/fact';
import { sameDigest } from '../protocol/digest.ts';
import { ASKS_PER_PULL } from '../protocol/limits.ts';
import type { PullRequest, PullResponse, ScopeChange, SnapshotPosition } from '../protocol/pull.ts';
import type { Outcome } from '../protocol/push.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { EngineOptions } from './engine-api.ts';
import type { CachePage, CacheState, CacheUpdate, OutboxIdentity, ScopePosition, ScopeState } from './ports.ts';
import { openIdentity } from './open-identity.ts';
import type { PageReader } from './page-reader.ts';
import { takeNewDevice } from './push-batch.ts';
import { enterEpoch, refill } from './restored.ts';
import { hear } from './server-time.ts';

export interface PageResult {
  /** Pull again at once. */
  readonly more: boolean;
  /** Facts are pending again. */
  readonly unsent: boolean;
}

/**
 * Reads one page and applies it while the next one is on its way. Rejects with `SyncError` when there was no answer.
 * @param goesOn whether another page will be read after this one
 */
export async function pullPage(options: EngineOptions, reader: PageReader, goesOn: () => boolean): Promise<PageResult> {
  const { cache, outbox } = options.ports;
  // In this order: the outbox enters an epoch before the cache does, so what it has settled is never of an older history
  // than the epoch that is named beside it.
  const state = await cache.state();
  const identity = await openIdentity(options.ports);
  const asks = await outbox.asks(ASKS_PER_PULL);
  const { response, middle } = await reader.read(requestOf(options, identity, state, asks));
  await hear(options.ports, identity, response.serverNow, middle);
  const restored = await enterEpoch(options, identity, response.epoch);
  if (state.epoch !== undefined && state.epoch !== response.epoch) {
    // Versions of before mean nothing in another history. What is on screen stays until it is read anew.
    await cache.restart([...state.scopes.keys()], response.epoch);
    return { more: true, unsent: restored };
  }
  if (restored) return { more: true, unsent: true };
  const current = await openIdentity(options.ports);
  // Another tab has taken a new device id: rows may contain what it sent under that, and the answer cannot say how much.
  if (current.device !== identity.device) return { more: true, unsent: true };

  // Outcomes before rows: a fact whose version is above the cursor still shows, so nothing disappears in between.
  const isCopy = await hearOutcomes(options, current, asks, response.outcomes ?? []);
  const behind = !isCopy && response.deviceLastSeq !== undefined && response.deviceLastSeq < identity.settledSeq;
  if (behind) await refill(options, identity, (response.deviceLastSeq ?? 0) + 1);

  const update = await updateOf(options, identity, state, response, behind || isCopy);
  if (response.more && goesOn()) reader.ahead(requestOf(options, current, following(state, update), asks));
  const applied = await cache.apply(update);
  if (!applied) return { more: true, unsent: behind || isCopy };
  const wrong = await differing(options, update, response, applied);
  if (wrong.length > 0) await cache.restart(wrong, response.epoch);
  return { more: response.more || wrong.length > 0, unsent: behind || isCopy };
}

/**
 * Settles facts whose reply was lost. Returns true when the ledger has other facts at our seqs: the device was copied,
 * their outcomes are not ours, and what is left unsettled goes on under another device id. Facts from before the copy was
 * made are ours whoever sent them; left pending they would show beside the rows that contain them.
 * @param device, lastSeq read after the answer: what another tab wrote and sent meanwhile is ours
 */
async function hearOutcomes(
  { ports, report }: EngineOptions,
  { device, lastSeq }: OutboxIdentity,
  asks: readonly number[],
  outcomes: readonly Outcome[],
): Promise<boolean> {
  if (outcomes.length === 0) return false;
  const unsettled = new Map((await ports.outbox.pending(2 * ASKS_PER_PULL)).map(({ fact }) => [fact.seq, fact.id]));
  const isCopy = outcomes.some(({ seq, id }) => seq > lastSeq || (id !== undefined && unsettled.has(seq) && unsettled.get(seq) !== id));
  const ours = outcomes.filter(({ seq, id }) => (isCopy ? id !== undefined && unsettled.get(seq) === id : unsettled.has(seq) || asks.includes(seq)));
  await ports.outbox.settle(device, ours, ports.clock.now());
  if (!isCopy) return false;
  report?.({ reason: 'cloned', detail: `other facts are known at the seqs of device ${device}` });
  await takeNewDevice(ports, device);
  return true;
}

/** Where the copy will stand once the update is applied. */
function following({ scopes }: CacheState, { epoch, pages, remove }: CacheUpdate): Positions {
  const next = new Map<ScopeKey, Positioned>(scopes);
  for (const { scope, after } of pages) next.set(scope, { scope, ...after });
  for (const scope of remove) next.delete(scope);
  return { epoch, scopes: next };
}

/** What a request tells of the cache. */
interface Positions {
  readonly epoch?: string | undefined;
  readonly scopes: ReadonlyMap<ScopeKey, Positioned>;
}
type Positioned = Pick<ScopeState, 'scope' | 'cursor' | 'snapshot'>;

function requestOf(options: EngineOptions, identity: OutboxIdentity, state: Positions, asks: readonly number[]): PullRequest {
  const cursors: Partial<Record<ScopeKey, number>> = {};
  const snapshots: Partial<Record<ScopeKey, SnapshotPosition>> = {};
  const scopes = [...state.scopes.values()].sort((left, right) => (left.scope < right.scope ? -1 : 1));
  for (const { scope, cursor, snapshot } of scopes) {
    if (snapshot) snapshots[scope] = snapshot;
    else if (cursor !== undefined) cursors[scope] = cursor;
  }
  return {
    protocol: PROTOCOL_VERSION,
    device: identity.device,
    ...(state.epoch === undefined ? {} : { epoch: state.epoch }),
    cursors,
    snapshots,
    tallies: options.tallies,
    settled: identity.settledSeq,
    asks: [...asks],
    ...(options.pageSize === undefined ? {} : { limit: options.pageSize }),
  };
}

async function updateOf(
  options: EngineOptions,
  identity: OutboxIdentity,
  state: CacheState,
  response: PullResponse,
  isForeign: boolean,
): Promise<CacheUpdate> {
  const reset = new Set(response.reset);
  const pages = response.changes.flatMap((change) => pageOf(change, state.scopes.get(change.scope), reset.has(change.scope)));
  const lost = [...response.remove, ...(response.more ? [] : forgotten(state, response))];
  // What was written for a scope is sent before the scope is purged; the server names it again next time.
  const unsent = lost.length > 0 ? new Set((await options.ports.outbox.pending(Number.POSITIVE_INFINITY)).map(({ fact }) => fact.scope)) : new Set();
  const remove = lost.filter((scope) => !unsent.has(scope));
  for (const scope of remove) options.report?.({ reason: 'access-removed', detail: scope });
  const applied = response.deviceLastSeq === undefined || isForeign ? undefined : { device: identity.device, seq: response.deviceLastSeq };
  return { epoch: response.epoch, pages, remove, applied };
}

/** Scopes that were to be read anew and that the server no longer speaks of. */
function forgotten(state: CacheState, response: PullResponse): ScopeKey[] {
  return [...state.scopes.values()]
    .filter(({ cursor, snapshot }) => cursor === undefined && snapshot === undefined)
    .map(({ scope }) => scope)
    .filter((scope) => !response.changes.some((change) => change.scope === scope));
}

function pageOf(change: ScopeChange, before: ScopeState | undefined, reset: boolean): CachePage[] {
  const position = before && positionOf(before);
  const base = {
    scope: change.scope, before: position, rows: change.rows, tallies: change.tallies ?? [], tallySince: change.tallySince,
  };
  const version = change.tallied ?? before?.tallied;
  const tallied = version === undefined ? {} : { tallied: version };
  if (change.from !== undefined) {
    // A page that does not continue our copy is not applied; the next pull asks from where we are.
    if (before?.cursor !== change.from) return [];
    return [{ ...base, after: { cursor: change.to, round: before.round, ...tallied }, completes: false }];
  }
  const continues = !reset && before?.snapshot !== undefined;
  const round = continues ? before.round : (before?.round ?? 0) + 1;
  const after: ScopePosition = change.more && change.snapshot
    ? { snapshot: change.snapshot, round, ...tallied }
    : { cursor: change.to, round, ...tallied };
  return [{ ...base, after, completes: !change.more }];
}

function positionOf({ cursor, snapshot, round, tallied }: ScopeState): ScopePosition {
  return { cursor, snapshot, round, tallied };
}

/**
 * Scopes to be read anew: what is held is not what the server says. A sum that has drifted from its own rows is only
 * counted again, and what was read whole just now is not read once more: that would never end.
 */
async function differing(
  { ports: { cache }, report }: EngineOptions, { pages }: CacheUpdate, { changes }: PullResponse, applied: readonly ScopeState[],
): Promise<ScopeKey[]> {
  const wrong: ScopeKey[] = [];
  for (const { scope, digest } of applied) {
    const told = changes.find((change) => change.scope === scope)?.digest;
    if (told === undefined || sameDigest(told, digest) || sameDigest(told, await cache.recount(scope))) continue;
    const isFresh = pages.some((page) => page.scope === scope && page.completes);
    report?.({ reason: 'digest-differs', detail: isFresh ? `${scope} differs although it was read anew` : `${scope} is read anew` });
    if (!isFresh) wrong.push(scope);
  }
  return wrong;
}

import type { Actor, ScopeKey } from '@fieldloop/domain/fact';
import { ASKS_PER_PULL, ROWS_PER_PULL, TALLY_WINDOW_MS } from '../protocol/limits.ts';
import type { PullRequest, PullResponse, RecordRow, ScopeChange, SnapshotPosition } from '../protocol/pull.ts';
import type { Caller, LedgerDomain } from './ledger-api.ts';
import type { LedgerRead, LedgerRecord, LedgerScope } from './ports.ts';

/** One page over every scope that the caller may read, from one state of the ledger. */
export async function pullPage(
  domain: LedgerDomain,
  view: LedgerRead,
  caller: Caller,
  request: PullRequest,
  now: number,
): Promise<PullResponse> {
  const epoch = await view.epoch();
  const sameEpoch = request.epoch === undefined || request.epoch === epoch;
  const heads = await readableScopes(domain, view, caller.actor, now);
  const held = new Set([...Object.keys(request.cursors), ...Object.keys(request.snapshots ?? {})] as ScopeKey[]);
  const add: ScopeKey[] = [];
  const reset: ScopeKey[] = [];
  const changes: ScopeChange[] = [];
  let budget = request.limit ?? ROWS_PER_PULL;
  let more = false;

  for (const scope of heads.values()) {
    let cursor = sameEpoch ? request.cursors[scope.scope] : undefined;
    let snapshot = sameEpoch ? request.snapshots?.[scope.scope] : undefined;
    if (!held.has(scope.scope)) add.push(scope.scope);
    else if (!sameEpoch || isUseless(scope, cursor ?? snapshot?.version)) {
      reset.push(scope.scope);
      cursor = undefined;
      snapshot = undefined;
    }
    if (cursor === scope.head) continue;
    if (budget <= 0) {
      more = true;
      continue;
    }
    const since = request.tallies && scope.scope.startsWith('site:') ? now - TALLY_WINDOW_MS : undefined;
    const change = cursor === undefined
      ? await snapshotPage(view, scope, snapshot, budget, since)
      : await versionsPage(view, scope, cursor, budget, since);
    budget -= change.rows.length;
    more ||= change.more || change.to < scope.head;
    changes.push(change);
  }

  const asks = request.asks ?? [];
  const asked = asks.length > 0 || request.settled !== undefined;
  // Somebody else's device says nothing of what it wrote.
  const found = asked || !more ? await view.device(request.device) : undefined;
  const device = found?.person === caller.actor.person ? found : undefined;
  // From the same state as the rows, so a device never shows beside them what they contain.
  const told = asked && device ? await view.outcomes(device.device, asks, request.settled, 2 * ASKS_PER_PULL) : [];
  const outcomes = asked ? { outcomes: [...told] } : {};
  const reached = more ? {} : { deviceLastSeq: device?.lastSeq ?? 0 };
  const remove = [...held].filter((scope) => !heads.has(scope)).sort();
  return { epoch, serverNow: now, add, remove, reset, changes, more, ...reached, ...outcomes };
}

/** A cursor past the head is of another history; one below the floor has missed tombstones. */
function isUseless(scope: LedgerScope, position: number | undefined): boolean {
  return position !== undefined && (position > scope.head || position < scope.floor);
}

async function readableScopes(
  domain: LedgerDomain,
  view: LedgerRead,
  actor: Actor,
  now: number,
): Promise<ReadonlyMap<ScopeKey, LedgerScope>> {
  const everySite = domain.reads(actor, 'desk', now);
  const named: ScopeKey[] = ['desk', `person:${actor.person}`, ...actor.memberships.map(({ scope }) => scope)];
  const readable = [...new Set(named)].filter((scope) => domain.reads(actor, scope, now));
  const found = new Map((await view.scopes(readable, everySite)).map((scope) => [scope.scope, scope]));
  const all = [...new Set([...readable, ...found.keys()])].sort();
  return new Map(all.map((scope) => [scope, found.get(scope) ?? { scope, head: 0, floor: 0, digest: { count: 0, hash: '0000000000000000' } }]));
}

/** Whole versions after the cursor: as many as fit, and at least one. */
async function versionsPage(
  view: LedgerRead,
  scope: LedgerScope,
  cursor: number,
  budget: number,
  tallySince: number | undefined,
): Promise<ScopeChange> {
  let rows = await view.changed(scope.scope, cursor, scope.head, budget + 1);
  let to = scope.head;
  const overflow = rows[budget];
  if (overflow) {
    to = overflow.version - 1;
    const first = rows[0]?.version ?? to;
    if (to < first) {
      to = first;
      rows = await view.changed(scope.scope, cursor, to, Number.MAX_SAFE_INTEGER);
    }
  }
  return {
    scope: scope.scope,
    from: cursor,
    to,
    rows: rows.filter(({ version }) => version <= to).map(rowOf),
    more: to < scope.head,
    ...(await talliesOf(view, scope, tallySince, cursor)),
    ...(to === scope.head ? { digest: scope.digest } : {}),
  };
}

/**
 * Live records by key. Pages are read at different times, so the copy is fuzzy: it counts as version `to`, the head
 * when it began, and the versions since then are read on top.
 */
async function snapshotPage(
  view: LedgerRead,
  scope: LedgerScope,
  position: SnapshotPosition | undefined,
  budget: number,
  tallySince: number | undefined,
): Promise<ScopeChange> {
  const to = position?.version ?? scope.head;
  const found = await view.page(scope.scope, position?.after, budget + 1);
  const rows = found.slice(0, budget);
  const last = rows.at(-1);
  const more = found.length > budget;
  return {
    scope: scope.scope,
    to,
    rows: rows.map(rowOf),
    more,
    ...(more && last ? { snapshot: { version: to, after: `${last.kind}:${last.id}` } } : {}),
    ...(more ? {} : await talliesOf(view, scope, tallySince, -1)),
    ...(!more && to === scope.head ? { digest: scope.digest } : {}),
  };
}

async function talliesOf(
  view: LedgerRead,
  { scope, head }: LedgerScope,
  since: number | undefined,
  from: number,
): Promise<Pick<ScopeChange, 'tallies' | 'tallied' | 'tallySince'>> {
  if (since === undefined) return {};
  return { tallySince: since, tallied: head, tallies: [...(await view.tallies(scope.slice('site:'.length), since, from))] };
}

function rowOf({ kind, id, version, data, gone }: LedgerRecord): RecordRow {
  return gone ? { kind, id, version, gone } : { kind, id, version, data };
}

import type { ScopeKey } from '@fieldloop/domain/fact';
import type {
  AppliedSeq, CachedRecord, CachedTally, CachePage, CacheQuery, CacheReading, CacheState, CacheStore, CacheUpdate,
  ScopePosition, ScopeState,
} from '../client/ports.ts';
import { addressOf } from '../folding/fold-fact.ts';
import { tallyKey } from '../folding/tally-deltas.ts';
import { advanceDigest, emptyDigest, type Digest } from '../protocol/digest.ts';
import type { TallyRow } from '../protocol/pull.ts';

interface Disk {
  readonly epoch: string | undefined;
  readonly applied: AppliedSeq | undefined;
  readonly scopes: ReadonlyMap<ScopeKey, ScopeState>;
  readonly records: Map<string, CachedRecord & { readonly round: number }>;
  readonly tallies: Map<string, CachedTally & { readonly round: number }>;
}

/** A cache in memory: an update is applied whole or not at all. Positions that were read are never changed afterwards. */
export class MemoryCacheStore implements CacheStore {
  #disk: Disk = { epoch: undefined, applied: undefined, scopes: new Map(), records: new Map(), tallies: new Map() };

  /** A second disk with the same content. */
  copy(): MemoryCacheStore {
    const copy = new MemoryCacheStore();
    copy.#disk = { ...this.#disk, records: new Map(this.#disk.records), tallies: new Map(this.#disk.tallies) };
    return copy;
  }

  /** Everything in it: equal texts, equal content. */
  text(): string {
    const { epoch, applied, scopes, records, tallies } = this.#disk;
    return JSON.stringify([epoch, applied, [...scopes.values()], [...records.values()], [...tallies.values()]]);
  }

  async state(): Promise<CacheState> {
    return this.#disk;
  }

  async apply(update: CacheUpdate): Promise<readonly ScopeState[] | undefined> {
    const { records, tallies } = this.#disk;
    const draft: Draft = { scopes: new Map(this.#disk.scopes), records, tallies };
    for (const { scope, before } of update.pages) if (!samePosition(draft.scopes.get(scope), before)) return undefined;
    const states = update.pages.map((page) => applyPage(draft, page));
    for (const scope of update.remove) {
      draft.scopes.delete(scope);
      for (const [key, record] of draft.records) if (record.scope === scope) draft.records.delete(key);
      for (const [key, tally] of draft.tallies) if (`site:${tally.site}` === scope) draft.tallies.delete(key);
    }
    this.#disk = { ...draft, epoch: update.epoch, applied: update.applied ?? this.#disk.applied };
    return states;
  }

  async restart(scopes: readonly ScopeKey[], epoch: string): Promise<void> {
    const positions = new Map(this.#disk.scopes);
    const isSame = this.#disk.epoch === epoch;
    for (const scope of scopes) {
      const held = positions.get(scope);
      if (held) positions.set(scope, { scope, round: held.round, tallied: isSame ? held.tallied : undefined, digest: held.digest });
    }
    const tallies = isSame ? this.#disk.tallies : new Map([...this.#disk.tallies].filter(([, { site }]) => !scopes.includes(`site:${site}`)));
    this.#disk = { ...this.#disk, scopes: positions, tallies, epoch, applied: isSame ? this.#disk.applied : undefined };
  }

  async read({ scope, kind, id, tallies }: CacheQuery): Promise<CacheReading> {
    const records = [...this.#disk.records.values()].filter(
      (record) => record.scope === scope && (kind === undefined || record.kind === kind) && (id === undefined || record.id === id),
    );
    const buckets = tallies
      ? [...this.#disk.tallies.values()].filter(
          ({ site, start }) => `site:${site}` === scope && start >= tallies.from && start < tallies.until,
        )
      : [];
    return {
      state: this.#disk,
      records: records.map(({ round: _round, ...record }) => record),
      tallies: buckets.map(({ round: _round, ...tally }) => tally),
    };
  }

  async recount(scope: ScopeKey): Promise<Digest> {
    const digest = advanceDigest(emptyDigest, [], [...this.#disk.records.values()].filter((record) => record.scope === scope));
    const scopes = new Map(this.#disk.scopes);
    const held = scopes.get(scope);
    if (held) scopes.set(scope, { ...held, digest });
    this.#disk = { ...this.#disk, scopes };
    return digest;
  }
}

interface Draft {
  readonly scopes: Map<ScopeKey, ScopeState>;
  readonly records: Map<string, CachedRecord & { readonly round: number }>;
  readonly tallies: Map<string, CachedTally & { readonly round: number }>;
}

function applyPage(draft: Draft, page: CachePage): ScopeState {
  const { scope, after } = page;
  const removed: CachedRecord[] = [];
  const added: CachedRecord[] = [];
  for (const { kind, id, version, data, gone } of page.rows) {
    const record = { scope, kind, id, version, data, round: after.round };
    const before = draft.records.get(addressOf(record));
    if (before) removed.push(before);
    if (gone) draft.records.delete(addressOf(record));
    else {
      draft.records.set(addressOf(record), record);
      added.push(record);
    }
  }
  for (const row of page.tallies) {
    const tally = cachedTally(scope, row);
    draft.tallies.set(tallyKey(tally), { ...tally, round: after.round });
  }
  for (const [key, tally] of draft.tallies) {
    if (`site:${tally.site}` !== scope) continue;
    if ((page.tallySince !== undefined && tally.start < page.tallySince) || (page.completes && tally.round < after.round)) {
      draft.tallies.delete(key);
    }
  }
  for (const [key, record] of page.completes ? draft.records : []) {
    if (record.scope !== scope || record.round >= after.round) continue;
    draft.records.delete(key);
    removed.push(record);
  }
  const digest = advanceDigest(draft.scopes.get(scope)?.digest ?? emptyDigest, removed, added);
  const state: ScopeState = { ...after, scope, digest };
  draft.scopes.set(scope, state);
  return state;
}

function cachedTally(scope: ScopeKey, row: TallyRow): CachedTally {
  const { plan = '', inForce = '', inHand = '', zone = '', segment = '', detail = '', currency = '' } = row;
  return {
    site: scope.slice('site:'.length), start: row.start, counter: row.counter, method: row.method,
    plan, inForce, inHand, zone, segment, detail, currency,
    n: row.n, amountMinor: row.amountMinor ?? 0, minutes: row.minutes ?? 0, version: row.version,
  };
}

function samePosition(held: ScopePosition | undefined, expected: ScopePosition | undefined): boolean {
  if (!held || !expected) return held === undefined && expected === undefined;
  return (
    held.cursor === expected.cursor && held.round === expected.round &&
    held.snapshot?.version === expected.snapshot?.version && held.snapshot?.after === expected.snapshot?.after
  );
}

import { Dexie } from 'dexie';
import { siteOf, type ScopeKey } from '@fieldloop/domain/fact';
import type { CachePage, CacheQuery, CacheReading, CacheState, CacheStore, CachedRecord, CachedTally, CacheUpdate, ScopePosition, ScopeState } from '@fieldloop/sync/client';
import type { TallyRow as WireTally } from '@fieldloop/sync/protocol';
import { advanceDigest, emptyDigest, type Digest, type Versioned } from '@fieldloop/sync/protocol/digest';
import type { CacheDatabase, RecordRow, TallyRow } from './cache-database.ts';
import { guarded } from './database-guard.ts';

/** Records and tallies over IndexedDB: rows and cursor in one transaction, all of an update or nothing. */
export function dexieCacheStore(database: CacheDatabase): CacheStore {
  const { records, tallies, scopes, meta } = database;
  const tables = [records, tallies, scopes, meta];

  function write<Value>(run: () => Promise<Value>): Promise<Value> {
    return guarded(database, () => database.transaction('rw', tables, run));
  }
  function read<Value>(run: () => Promise<Value>): Promise<Value> {
    return guarded(database, () => database.transaction('r', tables, run));
  }
  async function stateNow(): Promise<CacheState> {
    const [current, positions] = await Promise.all([meta.get('current'), scopes.toArray()]);
    return {
      epoch: current?.epoch,
      applied: current?.applied,
      scopes: new Map(positions.map((position) => [position.scope, position])),
    };
  }
  function ofScope(scope: ScopeKey) {
    return records.where('[scope+kind+id]').between([scope], [scope, Dexie.maxKey], true, true);
  }
  async function purge(scope: ScopeKey): Promise<void> {
    await ofScope(scope).delete();
    await dropTallies(scope);
    await scopes.delete(scope);
  }

  async function dropTallies(scope: ScopeKey): Promise<void> {
    await tallies.where('[scope+key]').between([scope, Dexie.minKey], [scope, Dexie.maxKey]).delete();
  }

  async function applyPage(page: CachePage, held: ScopeState | undefined): Promise<ScopeState> {
    const { scope, after } = page;
    // The first snapshot of a scope finds none of its rows: looking for each would take a tenth of its time.
    const isFirst = after.round === 1 && page.before?.cursor === undefined;
    const before = isFirst ? [] : await records.bulkGet(page.rows.map((row) => [scope, row.kind, row.id]));
    const removed: Versioned[] = before.filter((row) => row !== undefined);
    const live = page.rows.filter((row) => row.gone === undefined);
    await records.bulkDelete(page.rows.filter((row) => row.gone !== undefined).map((row) => [scope, row.kind, row.id]));
    await records.bulkPut(live.map(({ kind, id, version, data }) => ({ scope, kind, id, version, data, round: after.round })));
    await tallies.bulkPut(page.tallies.map((row) => tallyOf(scope, row, after.round)));
    if (page.tallySince !== undefined) {
      await tallies.where('[scope+start]').between([scope, Dexie.minKey], [scope, page.tallySince]).delete();
    }
    // Rows of an earlier round can only exist after one. All are read at once: a cursor over 100,000 takes many seconds.
    if (page.completes && after.round > 1) {
      const stale = (await ofScope(scope).toArray()).filter((row) => row.round < after.round);
      removed.push(...stale);
      await records.bulkDelete(stale.map((row) => [scope, row.kind, row.id]));
      await tallies.where('[scope+start]').between([scope, Dexie.minKey], [scope, Dexie.maxKey]).filter((row) => row.round < after.round).delete();
    }
    const next: ScopeState = { ...after, scope, digest: advanceDigest(held?.digest ?? emptyDigest, removed, live) };
    await scopes.put(next);
    return next;
  }

  return {
    state: () => read(stateNow),

    apply: (update: CacheUpdate) =>
      write(async () => {
        const next: ScopeState[] = [];
        for (const page of update.pages) {
          const held = await scopes.get(page.scope);
          if (!samePosition(held, page.before)) throw new Overtaken();
          next.push(await applyPage(page, held));
        }
        for (const scope of update.remove) await purge(scope);
        const current = await meta.get('current');
        await meta.put({ key: 'current', epoch: update.epoch, applied: update.applied ?? current?.applied });
        return next;
      }).catch((error: unknown) => {
        if (error instanceof Overtaken) return undefined;
        throw error;
      }),

    restart: (which: readonly ScopeKey[], epoch: string) =>
      write(async () => {
        const current = await meta.get('current');
        const isSame = current?.epoch === epoch;
        const held = await scopes.bulkGet([...which]);
        await scopes.bulkPut(held.flatMap((state) =>
          state ? [{ scope: state.scope, round: state.round, tallied: isSame ? state.tallied : undefined, digest: state.digest }] : []));
        if (!isSame) for (const scope of which) await dropTallies(scope);
        await meta.put({ key: 'current', epoch, applied: isSame ? current.applied : undefined });
      }),

    read: ({ scope, kind, id, tallies: range }: CacheQuery): Promise<CacheReading> =>
      read(async () => {
        // A shorter key sorts before every key that begins with it.
        const known = [scope, kind, id].filter((part) => part !== undefined);
        const rows = await records.where('[scope+kind+id]').between(known, [...known, Dexie.maxKey], true, true).toArray();
        const buckets = range
          ? await tallies.where('[scope+start]').between([scope, range.from], [scope, range.until], true, false).toArray()
          : [];
        return { state: await stateNow(), records: rows.map(recordOf), tallies: buckets.map(cachedTallyOf) };
      }),

    recount: (scope: ScopeKey): Promise<Digest> =>
      write(async () => {
        const digest = advanceDigest(emptyDigest, [], await ofScope(scope).toArray());
        await scopes.update(scope, { digest });
        return digest;
      }),
  };
}

/** Another tab applied this page first. Thrown so that the transaction rolls back. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

function samePosition(held: ScopePosition | undefined, expected: ScopePosition | undefined): boolean {
  if (!held || !expected) return held === undefined && expected === undefined;
  return (
    held.cursor === expected.cursor &&
    held.round === expected.round &&
    held.snapshot?.version === expected.snapshot?.version &&
    held.snapshot?.after === expected.snapshot?.after
  );
}

function recordOf({ scope, kind, id, version, data }: RecordRow): CachedRecord {
  return { scope, kind, id, version, data };
}

function cachedTallyOf({ scope: _scope, key: _key, round: _round, ...tally }: TallyRow): CachedTally {
  return tally;
}

function tallyOf(scope: ScopeKey, row: WireTally, round: number): TallyRow {
  const { start, counter, method, plan = '', inForce = '', inHand = '', zone = '', segment = '', detail = '', currency = '' } = row;
  const parts = { plan, inForce, inHand, counter, zone, method, segment, detail, currency };
  return {
    scope,
    key: [start, ...Object.values(parts)].join('\u0000'),
    round,
    site: siteOf(scope) ?? '',
    start,
    ...parts,
    n: row.n,
    amountMinor: row.amountMinor ?? 0,
    minutes: row.minutes ?? 0,
    version: row.version,
  };
}

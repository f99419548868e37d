import { Dexie } from 'dexie';
import type { Fact, ScopeKey, Stamp } from '@fieldloop/domain/fact';
import { isOpen, isSettled, type OutboxIdentity, type OutboxStore, type StoredFact, type StoredState, type WriteSlot } from '@fieldloop/sync/client';
import type { Outcome } from '@fieldloop/sync/protocol';
import { compareStamps, decodeStamp, mergeStamps } from '@fieldloop/sync/protocol/stamp';
import { guarded } from './database-guard.ts';
import type { DeviceRow, FactRow, OutboxDatabase } from './outbox-database.ts';

/** The outbox over IndexedDB. Every method is one transaction and awaits nothing but Dexie inside it. */
export function dexieOutboxStore(database: OutboxDatabase): OutboxStore {
  const { facts, device: devices } = database;

  function write<Value>(run: () => Promise<Value>): Promise<Value> {
    return guarded(database, () => database.transaction('rw', facts, devices, run));
  }
  function read<Value>(run: () => Promise<Value>): Promise<Value> {
    return guarded(database, () => database.transaction('r', facts, devices, run));
  }
  async function current(): Promise<DeviceRow> {
    const row = await devices.get('current');
    if (!row) throw new Error('the outbox has no device yet: call identity() first');
    return row;
  }
  function inState(device: string, state: StoredState) {
    return facts.where('[device+state+seq]').between([device, state, Dexie.minKey], [device, state, Dexie.maxKey]);
  }
  function ofDevice(device: string) {
    return facts.where('[device+seq]').between([device, Dexie.minKey], [device, Dexie.maxKey]);
  }
  async function resettle(row: DeviceRow): Promise<void> {
    const first = await inState(row.device, 'pending').first();
    await devices.put({ ...row, settledSeq: first ? first.seq - 1 : row.lastSeq });
  }

  return {
    identity: (mint) =>
      write(async () => {
        const known = await devices.get('current');
        if (known) return identityOf(known);
        const fresh: DeviceRow = { key: 'current', device: mint(), lastSeq: 0, settledSeq: 0, sentSeq: 0, offset: 0 };
        await devices.add(fresh);
        return identityOf(fresh);
      }),

    append: (make: (slot: WriteSlot) => Fact, savedAt: number) =>
      write(async () => {
        const row = await current();
        const { device, stamp, offset } = row;
        const seq = row.lastSeq + 1;
        const fact = make({ device, seq, stamp, offset });
        const stored: FactRow = { fact, device, seq, id: fact.id, scope: fact.scope, state: 'pending', savedAt };
        await facts.add(stored);
        await devices.put({ ...row, lastSeq: seq, stamp: fact.stamp });
        return storedFactOf(stored);
      }),

    pending: (limit) =>
      read(async () => (await inState((await current()).device, 'pending').limit(limit).toArray()).map(storedFactOf)),

    countPending: () => read(async () => inState((await current()).device, 'pending').count()),

    settle: (device: string, outcomes: readonly Outcome[], settledAt: number) =>
      write(async () => {
        const row = await current();
        if (row.device !== device) return;
        const before = await facts.bulkGet(outcomes.map(({ seq }) => [device, seq]));
        await facts.bulkPut(
          before.flatMap((fact, index) => {
            const outcome = outcomes[index];
            if (!fact || !outcome || (isSettled(fact.state) && outcome.state === 'duplicate')) return [];
            const { state, version, reason, settled } = outcome;
            return [{ ...fact, state, version: version ?? fact.version, reason, settled, settledAt }];
          }),
        );
        await resettle(row);
      }),

    requeueFrom: (device: string, seq: number) =>
      write(async () => {
        const row = await current();
        if (row.device !== device) return false;
        const journal = await facts.where('[device+seq]').between([device, seq], [device, row.lastSeq], true, true).toArray();
        if (journal.length !== Math.max(0, row.lastSeq - seq + 1)) return false;
        await facts.bulkPut(journal.map((fact) => ({ ...fact, state: 'pending' as const, version: undefined, reason: undefined, settled: undefined, settledAt: undefined, counts: undefined })));
        await resettle(row);
        return true;
      }),

    remint: (from: string, device: string, journal = false) =>
      write(async () => {
        const row = await current();
        if (row.device !== from) return;
        const sent = journal ? await facts.toArray() : (await ofDevice(from).toArray()).filter(isOpen);
        if (journal) sent.sort((left, right) => compareStamps(left.fact.stamp, right.fact.stamp));
        await facts.bulkDelete(sent.map((fact) => [fact.device, fact.seq]));
        await facts.bulkAdd(
          sent.map(({ fact, id, scope, savedAt }, index) => ({
            fact: { ...fact, seq: index + 1 }, device, seq: index + 1, id, scope, state: 'pending' as const, savedAt,
          })),
        );
        await devices.put({ ...row, device, lastSeq: sent.length, settledSeq: 0, sentSeq: 0 });
      }),

    setEpoch: (epoch: string, from: string | undefined) =>
      write(async () => {
        const row = await current();
        if (row.epoch === epoch) return true;
        if (row.epoch !== from) return false;
        if (row.epoch !== undefined) await facts.toCollection().modify({ version: undefined });
        await devices.put({ ...row, epoch });
        return true;
      }),

    heard: (offset: number, stamp: Stamp) =>
      write(async () => {
        const row = await current();
        await devices.put({ ...row, offset, heardAt: decodeStamp(stamp)?.ms, stamp: mergeStamps(row.stamp, stamp) });
      }),

    unconfirmed: (cursors: ReadonlyMap<ScopeKey, number>) =>
      read(async () => {
        const open = await facts.where('state').anyOf('pending', 'waiting').toArray();
        const scopes = (await facts.orderBy('[scope+version]').uniqueKeys()) as unknown as [ScopeKey, number][];
        const above: FactRow[] = [];
        for (const scope of new Set(scopes.map(([key]) => key))) {
          const cursor = cursors.get(scope) ?? -1;
          above.push(...(await facts.where('[scope+version]').between([scope, cursor], [scope, Dexie.maxKey], false).toArray()));
        }
        const all = new Map([...open, ...above].map((row) => [`${row.device}/${row.seq}`, row]));
        // By stamp: the clock that says when they were saved may have been set back in between.
        return [...all.values()].sort((left, right) => compareStamps(left.fact.stamp, right.fact.stamp)).map(storedFactOf);
      }),

    asks: (limit: number) =>
      read(async () => {
        const row = await current();
        const waiting = await inState(row.device, 'waiting').limit(limit).toArray();
        const sent = await facts
          .where('[device+state+seq]')
          .between([row.device, 'pending', Dexie.minKey], [row.device, 'pending', row.sentSeq], true, true)
          .limit(limit)
          .toArray();
        const refused = await inState(row.device, 'quarantined').reverse().filter(({ reason }) => reason !== 'dismissed').limit(limit).toArray();
        return [...waiting, ...sent, ...refused].slice(0, limit).map(({ seq }) => seq).sort((left, right) => left - right);
      }),

    sent: (device: string, seq: number) =>
      write(async () => {
        const row = await current();
        if (row.device === device && seq > row.sentSeq) await devices.put({ ...row, sentSeq: seq });
      }),

    missing: (device: string, seq: number) =>
      read(async () => {
        const row = await current();
        if (row.device !== device) return 0;
        const held = await facts.where('[device+seq]').between([device, seq], [device, row.lastSeq], true, true).count();
        return Math.max(0, row.lastSeq - seq + 1) - held;
      }),

    failed: (device: string, seq: number) =>
      write(async () => {
        const fact = await facts.get([device, seq]);
        const failures = (fact?.failures ?? 0) + 1;
        if (fact) await facts.put({ ...fact, failures });
        return failures;
      }),

    recent: (limit: number) =>
      read(async () => (await facts.orderBy('[savedAt+seq]').reverse().limit(limit).toArray()).map(storedFactOf)),

    prune: (before: number, keep: number) =>
      write(async () => {
        const newest = await facts.orderBy('[savedAt+seq]').reverse().offset(keep).first();
        const beyond = newest ? newest.savedAt + 1 : Number.NEGATIVE_INFINITY;
        const isOld = ({ fact, savedAt }: FactRow): boolean => savedAt < beyond || (decodeStamp(fact.stamp)?.ms ?? 0) < before;
        const old = await facts.where('[savedAt+seq]').below([Math.max(before, beyond), Dexie.minKey])
          .filter((row) => !isOpen(row) && isOld(row)).primaryKeys();
        await facts.bulkDelete(old);
        return old.length;
      }),
  };
}

function identityOf({ device, lastSeq, settledSeq, stamp, offset, epoch }: DeviceRow): OutboxIdentity {
  return { device, lastSeq, settledSeq, stamp, offset, epoch };
}

function storedFactOf({ fact, device, state, version, reason, settled, savedAt, settledAt }: FactRow): StoredFact {
  return { fact, device, state, version, reason, settled, savedAt, settledAt };
}

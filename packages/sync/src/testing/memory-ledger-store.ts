import type { ScopeKey } from '@fieldloop/domain/fact';
import { addressOf } from '../folding/fold-fact.ts';
import { tallyKey } from '../folding/tally-deltas.ts';
import { emptyDigest } from '../protocol/digest.ts';
import type { TallyRow } from '../protocol/pull.ts';
import type { Outcome } from '../protocol/push.ts';
import { compareStamps } from '../protocol/stamp.ts';
import { SyncError } from '../protocol/sync-error.ts';
import type {
  CarriedBy, KnownFact, LedgerDevice, LedgerFact, LedgerRead, LedgerRecord, LedgerSave, LedgerScope, LedgerStore, LedgerWrite,
  QuarantineAddress, QuarantinedFact, SettledQuarantine, TallyDelta,
} from '../server/ports.ts';

/** Everything one organization has. Open to tests; a real store shows none of it. */
export class MemoryLedger {
  epoch: string;
  readonly facts = new Map<string, LedgerFact>();
  readonly quarantine: QuarantinedFact[] = [];
  /** By `device/seq`. */
  readonly settledQuarantine = new Map<string, SettledQuarantine>();
  readonly records = new Map<string, LedgerRecord>();
  readonly tallies = new Map<string, TallyDelta & { readonly version: number }>();
  readonly scopes = new Map<ScopeKey, LedgerScope>();
  readonly devices = new Map<string, LedgerDevice>();
  /** Ids of facts that are here under another device, by the `device/seq` that asks for them. */
  readonly elsewhere = new Map<string, string>();
  /** Facts that came in a file, by `device/seq`. */
  readonly carried = new Map<string, CarriedBy>();

  constructor(epoch: string) {
    this.epoch = epoch;
  }
}

/** A ledger store in memory: transactions run one after another, and write all or nothing. */
export class MemoryLedgerStore implements LedgerStore {
  readonly #ledgers = new Map<string, MemoryLedger>();
  readonly #epoch: string;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(epoch = 'epoch-1') {
    this.#epoch = epoch;
  }

  ledger(organization: string): MemoryLedger {
    let ledger = this.#ledgers.get(organization);
    if (!ledger) this.#ledgers.set(organization, (ledger = new MemoryLedger(this.#epoch)));
    return ledger;
  }

  /** A copy of one organization, taken between transactions. */
  backup(organization: string): Promise<MemoryLedger> {
    return this.#alone(async () => copyOf(this.ledger(organization)));
  }

  /** Puts a backup back, under another epoch. */
  restore(organization: string, backup: MemoryLedger, epoch: string): Promise<void> {
    return this.#alone(async () => {
      const restored = copyOf(backup);
      restored.epoch = epoch;
      this.#ledgers.set(organization, restored);
    });
  }

  write<Value>(organization: string, run: (transaction: LedgerWrite) => Promise<Value>): Promise<Value> {
    return this.#alone(async () => {
      const ledger = this.ledger(organization);
      const staged: LedgerSave[] = [];
      const value = await run(writeView(ledger, staged));
      for (const save of staged) commit(ledger, save);
      return value;
    });
  }

  read<Value>(organization: string, run: (view: LedgerRead) => Promise<Value>): Promise<Value> {
    return this.#alone(() => run(readView(this.ledger(organization))));
  }

  dropTombstones(organization: string, before: number): Promise<number> {
    return this.#alone(async () => {
      const { records, scopes } = this.ledger(organization);
      const old = [...records].filter(([, { gone, changedAt }]) => gone === 'deleted' && changedAt < before);
      for (const [key, { scope, version }] of old) {
        records.delete(key);
        const held = scopes.get(scope);
        if (held) scopes.set(scope, { ...held, floor: Math.max(held.floor, version) });
      }
      return old.length;
    });
  }

  async #alone<Value>(run: () => Promise<Value>): Promise<Value> {
    const before = this.#queue;
    const mine = before.then(run, run);
    this.#queue = mine.catch(() => undefined);
    return mine;
  }
}

/** Everything in it: equal texts, equal content. */
export function textOf({ epoch, facts, quarantine, settledQuarantine, records, tallies, scopes, devices }: MemoryLedger): string {
  return JSON.stringify([epoch, [...facts], quarantine, [...settledQuarantine], [...records], [...tallies], [...scopes], [...devices]]);
}

/** A ledger of its own with the same content. */
export function copyOf(ledger: MemoryLedger): MemoryLedger {
  const copy = new MemoryLedger(ledger.epoch);
  for (const part of ['facts', 'settledQuarantine', 'records', 'tallies', 'scopes', 'devices', 'elsewhere', 'carried'] as const) {
    for (const [key, value] of ledger[part]) (copy[part] as Map<unknown, unknown>).set(key, value);
  }
  copy.quarantine.push(...ledger.quarantine);
  return copy;
}

/** What a transaction sees and does; `staged` waits for the commit. */
export function writeView(ledger: MemoryLedger, staged: LedgerSave[]): LedgerWrite {
  return {
    epoch: async () => ledger.epoch,
    lockDevice: async (device, person, now) =>
      ledger.devices.get(device) ?? { device, person, lastSeq: 0, firstSeenAt: now, lastSeenAt: now },
    lockScopes: async (scopes) =>
      scopes.map((scope) => ledger.scopes.get(scope) ?? { scope, head: 0, floor: 0, digest: emptyDigest }),
    known: async (ids, device, from, to) => known(ledger, new Set(ids), device, from, to),
    quarantined: async (device, seq) => ledger.quarantine.find((held) => held.device === device && held.seq === seq && !settledAt(ledger, held)),
    records: async (addresses) =>
      addresses.map((address) => ledger.records.get(addressOf(address))).filter((record) => record !== undefined),
    waitingFor: async (keys) =>
      [...ledger.facts.values()]
        .filter(({ state, waitsFor }) => state === 'waiting' && waitsFor !== undefined && keys.includes(waitsFor))
        .sort((left, right) => compareStamps(left.correctedStamp, right.correctedStamp)),
    facts: async (ids) => ids.map((id) => ledger.facts.get(id)).filter((fact) => fact !== undefined),
    factsBetween: async (scope, from, until) =>
      [...ledger.facts.values()].filter(
        ({ fact, correctedAt }) => fact.scope === scope && correctedAt >= from && correctedAt < until,
      ),
    save: async (save) => {
      for (const { fact } of save.facts) {
        if (ledger.facts.has(fact.id)) throw new SyncError('busy', `fact ${fact.id} has appeared meanwhile`);
      }
      staged.push(save);
    },
  };
}

/** What a reader of this state sees. */
export function readView(ledger: MemoryLedger): LedgerRead {
  const inScope = (scope: ScopeKey): LedgerRecord[] => [...ledger.records.values()].filter((record) => record.scope === scope);
  return {
    epoch: async () => ledger.epoch,
    scopes: async (scopes, everySite) =>
      [...ledger.scopes.values()].filter(({ scope }) => scopes.includes(scope) || (everySite && scope.startsWith('site:'))),
    quarantine: async (reasons, after, limit) =>
      ledger.quarantine
        .filter((held) => reasons.includes(held.reason) && !settledAt(ledger, held) && (after === undefined || byArrival(held, after) > 0))
        .sort(byArrival)
        .slice(0, limit),
    arrived: async () =>
      [...new Set([...ledger.facts.values()].flatMap(({ state, waitsFor }) => (state === 'waiting' && waitsFor !== undefined ? [waitsFor] : [])))]
        .filter((key) => ledger.records.has(key)),
    device: async (device) => ledger.devices.get(device),
    outcomes: async (device, seqs, above, limit) =>
      [...knownElsewhere(ledger, device), ...known(ledger, new Set(), device, 1, Number.MAX_SAFE_INTEGER)]
        .sort((left, right) => left.seq - right.seq)
        .filter(({ seq }) => seqs.includes(seq) || (above !== undefined && seq > above))
        .slice(0, limit)
        .map(({ id, device: under, seq, state, version, reason, at = seq }: PlacedFact): Outcome => {
          const held = settledAt(ledger, { device: under, seq: at });
          return {
            seq, ...(id === undefined ? {} : { id }), state, ...(version === undefined ? {} : { version }), ...(reason === undefined ? {} : { reason }),
            ...(held ? { settled: { as: held.settled, ...(held.note === undefined ? {} : { note: held.note }) } } : {}),
          };
        }),
    changed: async (scope, from, upTo, limit) =>
      inScope(scope)
        .filter(({ version }) => version > from && version <= upTo)
        .sort((left, right) => left.version - right.version || byKey(left, right))
        .slice(0, limit),
    page: async (scope, after, limit) =>
      inScope(scope)
        .filter((record) => !record.gone && (after === undefined || isAfter(record, after)))
        .sort(byKey)
        .slice(0, limit),
    tallies: async (site, since, from) =>
      [...ledger.tallies.values()]
        .filter((tally) => tally.site === site && tally.start >= since && tally.version > from)
        .map(tallyRowOf),
  };
}

/** Writes what a transaction staged. */
export function commit(ledger: MemoryLedger, save: LedgerSave): void {
  for (const fact of [...save.facts, ...save.updates]) ledger.facts.set(fact.fact.id, fact);
  ledger.quarantine.push(...save.quarantine);
  for (const settled of save.settledQuarantine ?? []) ledger.settledQuarantine.set(`${settled.device}/${settled.seq}`, settled);
  for (const record of save.records) ledger.records.set(addressOf(record), record);
  for (const delta of save.tallies) {
    const key = tallyKey(delta);
    const before = ledger.tallies.get(key);
    ledger.tallies.set(key, {
      ...delta,
      n: (before?.n ?? 0) + delta.n,
      amountMinor: (before?.amountMinor ?? 0) + delta.amountMinor,
      minutes: Math.max(before?.minutes ?? 0, delta.minutes),
      version: save.tallyVersions.get(delta.site) ?? 0,
    });
  }
  for (const scope of save.scopes) ledger.scopes.set(scope.scope, scope);
  for (const device of save.beside ? [save.device, save.beside] : [save.device]) ledger.devices.set(device.device, device);
  for (const { seq, id } of save.elsewhere ?? []) ledger.elsewhere.set(`${save.device.device}/${seq}`, id);
  if (!save.carried) return;
  for (const { device, fact: { seq } } of save.facts) ledger.carried.set(`${device}/${seq}`, save.carried);
  for (const { device, seq } of save.quarantine) ledger.carried.set(`${device}/${seq}`, save.carried);
}

function known(ledger: MemoryLedger, ids: ReadonlySet<string>, device: string, from: number, to: number): KnownFact[] {
  const matches = (id: string | undefined, owner: string, seq: number): boolean =>
    (id !== undefined && ids.has(id)) || (owner === device && seq >= from && seq <= to);
  return [
    ...[...ledger.facts.values()]
      .filter(({ fact, device: owner }) => matches(fact.id, owner, fact.seq))
      .map(({ fact, device: owner, state, version, reason }): KnownFact => ({
        id: fact.id, device: owner, seq: fact.seq, state, version, reason,
      })),
    ...ledger.quarantine
      .filter((held) => matches(held.id, held.device, held.seq) && settledAt(ledger, held)?.settled !== 'released')
      .map((held): KnownFact => ({
        id: held.id, device: held.device, seq: held.seq, state: 'quarantined', reason: settledAt(ledger, held) ? 'dismissed' : held.reason,
      })),
  ];
}

interface PlacedFact extends KnownFact {
  readonly at?: number;
}

/** Facts of other devices that this one asks for, at its own seqs; `at` is where they are. */
function knownElsewhere(ledger: MemoryLedger, device: string): PlacedFact[] {
  return [...ledger.elsewhere].flatMap(([key, id]) => {
    const [asker = '', seq] = splitKey(key);
    return asker === device ? known(ledger, new Set([id]), '', 0, 0).map((fact) => ({ ...fact, seq, at: fact.seq })) : [];
  });
}

function splitKey(key: string): readonly [string, number] {
  const slash = key.lastIndexOf('/');
  return [key.slice(0, slash), Number(key.slice(slash + 1))];
}

function settledAt(ledger: MemoryLedger, { device, seq }: Pick<QuarantinedFact, 'device' | 'seq'>): SettledQuarantine | undefined {
  return ledger.settledQuarantine.get(`${device}/${seq}`);
}

function byArrival(left: QuarantineAddress, right: QuarantineAddress): number {
  return left.receivedAt - right.receivedAt || compare(left.device, right.device) || left.seq - right.seq;
}

/** A tally as a pull carries it: empty parts left out. */
export function tallyRowOf(tally: TallyDelta & { readonly version: number }): TallyRow {
  const { start, counter, method, n, version } = tally;
  return {
    start, counter, method, n, version,
    ...(tally.plan ? { plan: tally.plan } : {}),
    ...(tally.inForce ? { inForce: tally.inForce } : {}),
    ...(tally.inHand ? { inHand: tally.inHand } : {}),
    ...(tally.zone ? { zone: tally.zone } : {}),
    ...(tally.segment ? { segment: tally.segment } : {}),
    ...(tally.detail ? { detail: tally.detail } : {}),
    ...(tally.currency ? { currency: tally.currency } : {}),
    ...(tally.amountMinor ? { amountMinor: tally.amountMinor } : {}),
    ...(tally.minutes ? { minutes: tally.minutes } : {}),
  };
}

function byKey(left: LedgerRecord, right: LedgerRecord): number {
  return compare(left.kind, right.kind) || compare(left.id, right.id);
}

/** After `kind:id` in (kind, id) order; a kind holds no colon. */
function isAfter(record: LedgerRecord, after: string): boolean {
  const colon = after.indexOf(':');
  return (compare(record.kind, after.slice(0, colon)) || compare(record.id, after.slice(colon + 1))) > 0;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

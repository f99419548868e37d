import type { AnyFactDefinition, RecordRef } from '@fieldloop/domain/define-fact';
import type { Amended, FoldContext } from '@fieldloop/domain/define-record';
import type { RevisionRef, ScopeKey } from '@fieldloop/domain/fact';
import { addressOf, foldFact, type FoldOutcome } from '../folding/fold-fact.ts';
import { TallySum, tallyDeltas } from '../folding/tally-deltas.ts';
import { advanceDigest } from '../protocol/digest.ts';
import { inForceAt } from './in-force.ts';
import type { InForceEntry, LedgerDomain } from './ledger-api.ts';
import type { ClockFlag, LedgerFact, LedgerRecord, LedgerScope, RecordAddress } from './ports.ts';
import type { ReadableFact } from './read-fact.ts';

/** A fact that is judged: readable, allowed, its clock corrected. */
export interface JudgedFact extends ReadableFact {
  /** The records it folds into. */
  readonly refs: readonly RecordRef[];
  readonly device: string;
  readonly author: string;
  readonly correctedAt: number;
  readonly correctedStamp: string;
  readonly receivedAt: number;
  readonly clock: ClockFlag;
  /** It may amend nothing but its author's own. */
  readonly ownOnly?: boolean | undefined;
  /** What it amends, once the ledger has looked. */
  readonly amended?: readonly Amended[] | undefined;
}

/** One push while it is being folded: everything in memory, nothing written. */
export class Batch {
  readonly tallies = new TallySum();
  /** `scope/kind:id` of records that came into being here: facts may be waiting for them. */
  readonly arrived: string[] = [];
  /** Scopes whose head this push raises. */
  readonly touched = new Set<ScopeKey>();
  readonly #domain: LedgerDomain;
  readonly #now: number;
  readonly #scopes = new Map<ScopeKey, LedgerScope>();
  readonly #records = new Map<string, LedgerRecord | undefined>();
  readonly #before = new Map<string, LedgerRecord | undefined>();
  /** By scope; forgotten when its site's record changes. */
  readonly #histories = new Map<ScopeKey, readonly InForceEntry[] | undefined>();

  constructor(domain: LedgerDomain, now: number) {
    this.#domain = domain;
    this.#now = now;
  }

  /** Scopes whose rows are locked; records may be read only inside them. */
  hold(scopes: readonly LedgerScope[]): void {
    for (const scope of scopes) this.#scopes.set(scope.scope, scope);
  }

  holds(scope: ScopeKey): boolean {
    return this.#scopes.has(scope);
  }

  /** Takes what was read; `wanted` that was not found does not exist. */
  load(wanted: readonly RecordAddress[], found: readonly LedgerRecord[]): void {
    for (const address of wanted) {
      const key = addressOf(address);
      if (!this.#records.has(key)) this.#records.set(key, undefined);
    }
    for (const record of found) this.#records.set(addressOf(record), record);
    this.#histories.clear();
  }

  has(address: RecordAddress): boolean {
    return this.#records.has(addressOf(address));
  }

  /** What facts need to be loaded before they can be folded. */
  needs(facts: readonly Pick<JudgedFact, 'fact' | 'refs'>[]): RecordAddress[] {
    const addresses: RecordAddress[] = [];
    for (const { refs } of facts) for (const ref of refs) if (this.#domain.records.has(ref.kind)) addresses.push(ref);
    for (const scope of new Set(facts.map(({ fact }) => fact.scope))) {
      const site = this.siteRecord(scope);
      if (site) addresses.push(site);
    }
    return addresses;
  }

  /** The scopes that these facts touch, sorted: the order in which they are locked. */
  scopesOf(facts: readonly Pick<JudgedFact, 'fact' | 'refs'>[]): ScopeKey[] {
    const scopes = new Set<ScopeKey>();
    for (const { fact, refs } of facts) {
      scopes.add(fact.scope);
      for (const { scope } of refs) scopes.add(scope);
    }
    return [...scopes].sort();
  }

  siteRecord(scope: ScopeKey): RecordAddress | undefined {
    if (!scope.startsWith('site:')) return undefined;
    return { scope, kind: this.#domain.site.kind, id: scope.slice('site:'.length) };
  }

  /** The version that this push gives to a scope. */
  versionOf(scope: ScopeKey): number {
    return (this.#scopes.get(scope)?.head ?? 0) + 1;
  }

  /** What was in force when, as the site's record tells; undefined without such a record. */
  history(scope: ScopeKey): readonly InForceEntry[] | undefined {
    if (this.#histories.has(scope)) return this.#histories.get(scope);
    const address = this.siteRecord(scope);
    const record = address && this.#records.get(addressOf(address));
    const history = record && record.gone !== 'deleted' ? this.#domain.site.inForce(record.data) : undefined;
    this.#histories.set(scope, history);
    return history;
  }

  inForce(judged: JudgedFact): RevisionRef | '' {
    const history = this.history(judged.fact.scope);
    return history ? inForceAt(history, judged.correctedAt) : (judged.fact.inForce ?? '');
  }

  /** Folds one fact; changes stay here until saved. One that throws, here or when it is counted, has changed nothing. */
  fold(judged: JudgedFact): FoldOutcome {
    const outcome = foldFact(
      judged.definition,
      this.#domain.records,
      judged.fact,
      (ref) => this.#live(ref),
      (scope): FoldContext => ({
        scope,
        at: judged.correctedAt,
        stamp: judged.correctedStamp,
        device: judged.device,
        author: judged.author,
        version: this.versionOf(scope),
        receivedAt: judged.receivedAt,
        amended: judged.amended,
      }),
      judged.refs,
    );
    const rows = (outcome.changes ?? []).map(({ ref, data }) => this.#rowOf(ref, data));
    if (rows.length > 0) tallyDeltas(judged.definition, judged.fact, judged.correctedAt, '');
    for (const row of rows) this.#put(row);
    return outcome;
  }

  /** Was the record deleted by a person? Then an edit of it has lost. */
  isDeleted(ref: RecordRef): boolean {
    return this.#records.get(addressOf(ref))?.gone === 'deleted';
  }

  count(fact: LedgerFact, definition: AnyFactDefinition, payloadAsToday: ReadableFact['fact'], sign: 1 | -1 = 1): void {
    this.tallies.add(tallyDeltas(definition, payloadAsToday, fact.correctedAt, fact.inForce), sign);
  }

  changedRecords(): readonly LedgerRecord[] {
    return [...this.#before.keys()].sort().map((key) => this.#records.get(key)).filter((record) => record !== undefined);
  }

  /** The touched scopes with heads raised and digests brought up to date, sorted. */
  changedScopes(): readonly LedgerScope[] {
    const removed = new Map<ScopeKey, LedgerRecord[]>();
    const added = new Map<ScopeKey, LedgerRecord[]>();
    for (const [key, before] of this.#before) {
      const after = this.#records.get(key);
      if (before && !before.gone) push(removed, before);
      if (after && !after.gone) push(added, after);
    }
    return [...this.touched].sort().map((key) => {
      const scope = this.#scopes.get(key);
      if (!scope) throw new Error(`scope ${key} was touched without being locked`);
      return { ...scope, head: scope.head + 1, digest: advanceDigest(scope.digest, removed.get(key) ?? [], added.get(key) ?? []) };
    });
  }

  #live(ref: RecordRef): unknown {
    const record = this.#records.get(addressOf(ref));
    return record && record.gone !== 'deleted' ? record.data : undefined;
  }

  #rowOf({ scope, kind, id }: RecordRef, data: unknown): LedgerRecord {
    const definition = this.#domain.records.get(kind);
    const deleted = data === null;
    const gone = deleted ? 'deleted' : definition?.open?.(data) === false ? 'archived' : undefined;
    const promoted = deleted ? {} : (definition?.promote?.(data) ?? {});
    return { scope, kind, id, version: this.versionOf(scope), data, gone, promoted, changedAt: this.#now };
  }

  #put(row: LedgerRecord): void {
    const key = addressOf(row);
    const before = this.#records.get(key);
    if (!this.#before.has(key)) this.#before.set(key, before);
    this.#records.set(key, row);
    this.touched.add(row.scope);
    this.#histories.delete(row.scope);
    if (row.gone !== 'deleted' && (!before || before.gone === 'deleted')) this.arrived.push(key);
  }
}

function push(map: Map<ScopeKey, LedgerRecord[]>, record: LedgerRecord): void {
  const list = map.get(record.scope);
  if (list) list.push(record);
  else map.set(record.scope, [record]);
}

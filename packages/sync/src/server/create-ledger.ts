import { FACTS_PER_PUSH, TOMBSTONE_MS } from '../protocol/limits.ts';
import type { PushRequest, PushResponse } from '../protocol/push.ts';
import { SyncError } from '../protocol/sync-error.ts';
import { OLDEST_PULL } from '../protocol/version.ts';
import { appendBatch } from './append.ts';
import { carryBatch, readCarried, type CarriedBatch, type CarriedFact } from './carry.ts';
import { withoutPoison } from './without-poison.ts';
import type { Caller, Ledger, LedgerDomain } from './ledger-api.ts';
import { UnstorableError, type LedgerChange, type LedgerPorts, type LedgerSave, type LedgerWrite, type QuarantinedFact } from './ports.ts';
import { deviceLines } from './device-lines.ts';
import { pullPage } from './pull.ts';
import { pushBatch } from './push.ts';
import { dismissFact, mendable, releaseFact, settleWaiting } from './release.ts';
import { isReadable, parkedFact, quarantine, readFact, type Candidate } from './read-fact.ts';

/** Deadlock victims and serialization failures are tried this often before the client is asked to come back. */
const ATTEMPTS = 4;
/** Quarantined facts read at a time. */
const REREAD_PAGE = 200;

/** The ledger over a store. Safe to run on several servers over one database. */
export function createLedger(domain: LedgerDomain, ports: LedgerPorts): Ledger {
  const lineOf = deviceLines(ports.timers);
  return {
    async push(caller, request) {
      const arrivedAt = ports.now();
      const candidates = request.parked
        ? [parkedFact(request.firstSeq, request.parked)]
        : request.facts.map((received, index) => readFact(domain.facts, request.firstSeq + index, received));
      const response = await pushInTurn(caller, request, candidates, arrivedAt);
      // In the epoch in which it was acknowledged; a new one has been announced, and everything is sent again.
      const isBehind = response.expect !== undefined && request.epoch === response.epoch && !overtook(request, response);
      if (request.lost || isBehind) tellGap(caller, request.device, response.epoch, response.lastSeq, request.lost?.count ?? 0);
      return response;
    },

    async pull(caller, request) {
      if (request.protocol < (ports.oldestPull ?? OLDEST_PULL)) throw new SyncError('too-old', 'this version of the app can no longer read here: update it; what it wrote is taken all the same');
      const response = await ports.store.read(caller.organization, (view) => pullPage(domain, view, caller, request, ports.now()));
      const { epoch, deviceLastSeq } = response;
      if (deviceLastSeq !== undefined && request.epoch === epoch && (request.settled ?? 0) > deviceLastSeq) {
        tellGap(caller, request.device, epoch, deviceLastSeq, 0);
      }
      return response;
    },

    async append(caller, drafts) {
      if (drafts.length > FACTS_PER_PUSH) {
        throw new SyncError('too-large', `at most ${FACTS_PER_PUSH} facts at a time, not ${drafts.length}`);
      }
      const { outcomes, save } = await write(caller, (transaction) => appendBatch(domain, ports, transaction, caller, drafts));
      announce(caller, save);
      return outcomes;
    },

    async carry(caller, carrying, trial) {
      const run = (facts: readonly CarriedFact[]) => (transaction: LedgerWrite) => carryBatch(domain, ports, transaction, caller, carrying, facts);
      const tried = (facts: readonly CarriedFact[]): Promise<CarriedBatch> => tryOut(caller, run(facts));
      const done = (facts: readonly CarriedFact[]): Promise<CarriedBatch> => (trial ? tried(facts) : write(caller, run(facts)));
      const facts = readCarried(domain, carrying.facts);
      const { outcomes, save } = await done(facts).catch(async (failure: unknown) => done(await withoutPoison(facts, tried, failure)));
      if (!trial) announce(caller, save);
      return outcomes;
    },

    async release(caller, release) {
      const { outcome, save } = await write(caller, (transaction) => releaseFact(domain, ports, transaction, caller, release));
      announce(caller, save);
      return outcome;
    },

    dismiss: (organization, dismissal) =>
      ports.store.write(organization, (transaction) => dismissFact(ports, transaction, dismissal)),

    async reread(organization, by, authorOf) {
      const caller: Caller = { organization, actor: by };
      let entered = 0;
      for (let after: QuarantinedFact | undefined; ; ) {
        const page = await ports.store.read(organization, (view) => view.quarantine(mendable, after, REREAD_PAGE));
        for (const { device, seq, author, carriedBy } of page) {
          const carrier = carriedBy === undefined ? undefined : await authorOf(carriedBy);
          const outcome = await this.release({ organization, actor: await authorOf(author) }, { device, seq, by: by.person, carrier }).catch(stillFailing);
          if (outcome && outcome.state !== 'quarantined') entered += 1;
        }
        after = page.at(-1);
        if (page.length < REREAD_PAGE) break;
      }
      const arrived = await ports.store.read(organization, (view) => view.arrived());
      if (arrived.length > 0) announce(caller, await write(caller, (transaction) => settleWaiting(domain, ports, transaction, caller, arrived)));
      return entered;
    },

    sweep: (organization) => ports.store.dropTombstones(organization, ports.now() - TOMBSTONE_MS),
  };

  async function pushInTurn(caller: Caller, request: PushRequest, candidates: readonly Candidate[], arrivedAt: number): Promise<PushResponse> {
    const line = lineOf(`${caller.organization}/${request.device}`);
    try {
      for (let attempt = 1; ; attempt += 1) {
        const response = await pushCandidates(caller, request, candidates, arrivedAt);
        line.reached(response.lastSeq);
        if (attempt > 1 || !overtook(request, response)) return response;
        await line.comesTo(request.firstSeq - 1);
      }
    } finally {
      line.leave();
    }
  }

  /** A value that the store cannot hold spoils its batch: halves are tried until it stands alone in quarantine. */
  async function pushCandidates(caller: Caller, request: PushRequest, candidates: readonly Candidate[], arrivedAt: number): Promise<PushResponse> {
    try {
      const { response, save } = await write(caller, (transaction) =>
        pushBatch(domain, ports, transaction, caller, request, candidates, arrivedAt));
      announce(caller, save);
      return response;
    } catch (error) {
      const [only] = candidates;
      if (!(error instanceof UnstorableError) || !only) throw error;
      if (candidates.length === 1) {
        if (!isReadable(only)) throw error;
        return pushCandidates(caller, request, [quarantine(only, 'unstorable')], arrivedAt);
      }
      const middle = candidates.length >> 1;
      const first = await pushCandidates(caller, request, candidates.slice(0, middle), arrivedAt);
      if (first.expect !== undefined) return first;
      const second = await pushCandidates(caller, { ...request, firstSeq: request.firstSeq + middle, prior: undefined }, candidates.slice(middle), arrivedAt);
      return { ...second, results: [...first.results, ...second.results], heads: { ...first.heads, ...second.heads } };
    }
  }

  async function write<Value>(caller: Caller, run: (transaction: LedgerWrite) => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ports.store.write(caller.organization, run);
      } catch (error) {
        if (attempt >= ATTEMPTS || !(error instanceof SyncError) || error.reason !== 'busy') throw error;
      }
    }
  }

  /** What would come of it: runs whole, and is rolled back. */
  async function tryOut<Value>(caller: Caller, run: (transaction: LedgerWrite) => Promise<Value>): Promise<Value> {
    try {
      return await write(caller, async (transaction) => {
        throw new Tried(await run(transaction));
      });
    } catch (error) {
      if (error instanceof Tried) return error.value as Value;
      throw error;
    }
  }

  function tellGap({ organization, actor: { person } }: Caller, device: string, epoch: string, lastSeq: number, lost: number): void {
    ports.gap?.({ organization, epoch, device, person, lastSeq, lost });
  }

  function announce(caller: Caller, save: LedgerSave | undefined): void {
    if (save && save.scopes.length > 0) ports.announce(changeOf(caller, save, ports.now()));
  }
}

/** Ends a transaction that was only to be tried: a store keeps nothing of what rejects. */
class Tried extends Error {
  override readonly name = 'Tried';
  readonly value: unknown;

  constructor(value: unknown) {
    super('a trial: nothing is kept');
    this.value = value;
  }
}

/** The facts before it are not in the ledger, and its device has not been told that they are: they are on their way. */
function overtook({ firstSeq, settled = firstSeq - 1 }: PushRequest, { expect, lastSeq }: PushResponse): boolean {
  return expect !== undefined && lastSeq >= settled;
}

/** A fact that the server still fails at stays where it is; trouble of the store's own is the caller's to hear. */
function stillFailing(error: unknown): undefined {
  if (error instanceof SyncError && error.reason !== 'failed') throw error;
  return undefined;
}

function changeOf(caller: Caller, save: LedgerSave, at: number): LedgerChange {
  const withRecords = new Set(save.records.map(({ scope }) => scope));
  const buckets = new Map(save.tallies.map(({ site, start }) => [`${site}/${start}`, { site, start }]));
  return {
    organization: caller.organization,
    scopes: save.scopes.map(({ scope }) => scope),
    tallyOnly: save.scopes.map(({ scope }) => scope).filter((scope) => !withRecords.has(scope)),
    buckets: [...buckets.values()],
    facts: save.facts.map(({ fact, correctedAt }) => ({ id: fact.id, name: fact.name, scope: fact.scope, at: correctedAt })),
    at,
  };
}

import type { Ledger, LedgerChange } from '@fieldloop/sync/server';
import { bucketMs, bucketStart } from '@fieldloop/domain/tally';
import { every, type Cancel, type Clock } from '../clock.ts';
import type { Database } from '../db/client.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { LiveBus } from '../live/live-bus.ts';
import { factsOfEvents } from './facts-of-events.ts';
import { judgeOrganization, talliesOfRun, type TalliesOf, type Verdict } from './judge-organization.ts';
import { loadOrganization, viewAt, type OrganizationGround } from './load-organization.ts';
import { worthJudging } from './periods.ts';
import { saveRuleState, type StoredRuleState } from './rule-states.ts';
import { noteFired, tellDue, type TellContext } from './tell.ts';
import { createTellings, type Tellings } from './tellings.ts';
import { readWatchedOrganizations } from './watched-organizations.ts';

export interface AlertsSettings {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, 'append'>;
  readonly delivery: Pick<Delivery, 'tell' | 'tick'>;
  readonly live: Pick<LiveBus, 'publish' | 'subscribe'>;
  readonly log: { error(fields: object, message: string): void };
}

export interface RunOptions {
  /** False: what fires goes into inboxes only. Loading a demo sends nothing outside. */
  readonly outside?: boolean;
  /** How far apart the instants are at which it looks; default: a quarter. Every closed quarter is judged all the same. */
  readonly stepMs?: number;
}

export interface Alerts {
  /**
   * Judges every quarter that has closed since the last run, one by one, as if each had been judged in its time,
   * and tells what is to be told. Resolves when all of it is in the ledger.
   */
  runUntil(now: number, options?: RunOptions): Promise<void>;
  /** From now on runs with the clock, and soon after whatever rules may care about. */
  start(): void;
  /** Resolves when no run is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** One pass over the quarters of one organization. */
interface Run {
  readonly organization: string;
  readonly device: string;
  readonly ground: OrganizationGround;
  readonly outside: boolean;
  readonly tellings: Tellings;
  readonly talliesOf: TalliesOf;
  /** States to be saved when the run is through. */
  readonly changed: Map<string, StoredRuleState>;
}

const tickMs = 60_000;
/** A burst of pushes is judged once. Real time: a clock that runs faster must not make more work. */
const soonMs = 2_000;

/** Runs the rules of all organizations over closed quarters. Any number of servers may do so over one database. */
export function createAlerts(settings: AlertsSettings): Alerts {
  const { db, clock, log } = settings;
  let last: number | undefined;
  /** By organization, what it looked like when it was last judged: most minutes bring nothing new. */
  const signatures = new Map<string, string>();
  let line: Promise<void> = Promise.resolve();
  let queued = false;
  let cancels: Cancel[] = [];
  let cancelSoon: Cancel | undefined;

  /** One run after the other in this process; between servers an advisory lock sees to it. */
  function runUntil(now: number, options: RunOptions = {}): Promise<void> {
    const run = line.then(() => runSteps(now, options.outside ?? true, options.stepMs));
    line = run.catch(() => undefined); // the caller of this run hears of it; the next one goes on
    return run;
  }

  async function runSteps(now: number, outside: boolean, stepMs = bucketMs): Promise<void> {
    const from = last ?? now;
    const failures: unknown[] = [];
    for (const { id, device, signature, nextTelling } of await readWatchedOrganizations(db.pool)) {
      const sameQuarter = last !== undefined && bucketStart(last) === bucketStart(now);
      const nothingNew = sameQuarter && signatures.get(id) === signature && (nextTelling ?? Infinity) > now;
      if (nothingNew) continue;
      try {
        const steps: number[] = [];
        for (let step = bucketStart(from) + stepMs; step < now; step += stepMs) steps.push(step);
        await runOrganization(id, device, [...steps, now], outside);
        signatures.set(id, signature);
      } catch (error) {
        // The others are judged all the same; this one is judged again from where it was.
        signatures.delete(id);
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `the rules of ${failures.length} organizations could not be judged`);
    last = Math.max(now, from);
    await settings.delivery.tick(now);
  }

  async function runOrganization(organization: string, device: string, instants: readonly number[], outside: boolean): Promise<void> {
    const lock = await db.pool.connect();
    try {
      await lock.query('SELECT pg_advisory_lock($1, hashtext($2))', [alertLock, organization]);
      const ground = await loadOrganization(db.pool, organization, instants[0] ?? 0);
      const run: Run = {
        organization, device, ground, outside, tellings: createTellings(db.pool, organization), changed: new Map(),
        talliesOf: talliesOfRun(db.pool, organization, instants.at(-1) ?? 0),
      };
      for (const now of worthJudging(ground, instants)) await judgeAndTell(run, now);
      for (const stored of run.changed.values()) await saveRuleState(db.pool, organization, stored);
      await lock.query('SELECT pg_advisory_unlock($1, hashtext($2))', [alertLock, organization]);
      lock.release();
    } catch (error) {
      lock.release(true); // closing the connection gives the lock back
      throw error;
    }
  }

  async function judgeAndTell(run: Run, now: number): Promise<void> {
    const { organization, ground } = run;
    const view = viewAt(ground, now);
    const context: TellContext = {
      pool: db.pool, organization, view, now, outside: run.outside, tellings: run.tellings, delivery: settings.delivery,
      onInbox: (people) =>
        settings.live.publish({
          organization, at: now, scopes: people.map((person) => `person:${person}` as const), tallyOnly: [], buckets: [], facts: [],
        }),
    };
    for (const verdict of await judgeOrganization(view, now, run.talliesOf)) {
      await keep(verdict, run.device, context);
      const key = `${verdict.stored.rule}/${verdict.stored.site}`;
      ground.states.set(key, verdict.stored);
      run.changed.set(key, verdict.stored);
    }
    await tellDue(context);
  }

  /** First the facts, then what to tell; states last, at the end of the run: a crash repeats steps that add nothing twice. */
  async function keep(verdict: Verdict, device: string, context: TellContext): Promise<void> {
    const { organization, now } = context;
    const drafts = factsOfEvents(verdict.rule, verdict.events, now, verdict.loop);
    const actor = { kind: 'server', person: 'server', device, memberships: [] } as const;
    const outcomes = drafts.length === 0 ? [] : await settings.ledger.append({ organization, actor }, drafts);
    for (const { id, state, reason } of outcomes) {
      if (state === 'refused') log.error({ organization, fact: id, reason, rule: verdict.rule.id }, 'the ledger refused a fact of the alert engine');
    }
    await noteFired(verdict, context);
  }

  /** What the clock or the ledger asks for; several wishes become one run. */
  function wish(): void {
    if (queued) return;
    queued = true;
    line = line.then(async () => {
      queued = false;
      try {
        await runSteps(clock.now(), true);
      } catch (error) {
        log.error({ err: error }, 'a run of the alert rules failed; it is repeated with the next tick');
      }
    });
  }

  function noticed(change: LedgerChange): void {
    const matters = change.buckets.length > 0 || change.facts.some(({ name }) => wakingFacts.has(name));
    if (!matters || cancelSoon) return;
    cancelSoon = clock.after(soonMs * clock.rate, () => {
      cancelSoon = undefined;
      wish();
    });
  }

  return {
    runUntil,
    start() {
      if (cancels.length > 0) return;
      last = Math.max(last ?? 0, clock.now());
      cancels = [every(clock, tickMs, wish), settings.live.subscribe('all', noticed)];
      wish();
    },
    settled: () => line,
    async stop() {
      for (const cancel of cancels) cancel();
      cancelSoon?.();
      cancels = [];
      cancelSoon = undefined;
      await line;
    },
  };
}

/** Facts without a tally after which a rule may judge or tell otherwise. */
const wakingFacts: ReadonlySet<string> = new Set(['rule-set', 'shift-started', 'shift-ended', 'shift-handed-over']);
const alertLock = 4_402;

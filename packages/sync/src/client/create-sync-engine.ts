import { FACTS_PER_PUSH, JOURNAL_FACTS, JOURNAL_MS } from '../protocol/limits.ts';
import { SyncError } from '../protocol/sync-error.ts';
import type { ClientDomain, EngineOptions, SyncEngine, SyncStatus } from './engine-api.ts';
import { initialState, step, type Effect, type Input } from './machine.ts';
import { writeFact } from './make-fact.ts';
import type { Suspects } from './blame.ts';
import { pushRound } from './push-round.ts';
import { openIdentity } from './open-identity.ts';
import { openPageReader } from './page-reader.ts';
import { pullPage } from './pull-page.ts';

/** An engine over its ports. Does nothing until it is started, flushed or written to. */
export function createSyncEngine(domain: ClientDomain, options: EngineOptions): SyncEngine {
  const { outbox, locks, clock, random, timers } = options.ports;
  const listeners = new Set<(status: SyncStatus) => void>();
  const running = new Set<Promise<void>>();
  const reader = openPageReader(options.ports);
  let state = initialState;
  let pending = 0;
  let lastSyncAt: number | undefined;
  const batchSize = options.batchSize ?? FACTS_PER_PUSH;
  let batchLimit = batchSize;
  let suspects: Suspects | undefined;
  let pruned = false;
  let cancelWait = (): void => {};
  /** Grows with each stop: what was begun before it no longer counts. */
  let run = 0;

  function feed(input: Input): void {
    const { state: next, effects } = step(state, input);
    state = next;
    for (const effect of effects) perform(effect);
    tell();
  }

  function perform(effect: Effect): void {
    switch (effect.type) {
      case 'push':
        return attempt(async (goesOn) => {
          const sent = await locks.exclusive(options.lockName, () => (goesOn() ? pushRound(options, batchLimit, suspects, (facts) => {
            pending = Math.max(0, pending - facts);
            tell();
            return goesOn();
          }) : nothing));
          if (!sent) return undefined;
          batchLimit = batchSize;
          suspects = sent.suspects;
          return { type: 'pushed', more: sent.more, retryAfter: sent.retryAfter, failing: sent.failing };
        });
      case 'pull':
        return attempt(async (goesOn) => {
          const read = await locks.exclusive(`${options.lockName}/pull`, () => (goesOn() ? pullPage(options, reader, goesOn) : nothing));
          if (!read) return undefined;
          if (read.unsent) feed({ type: 'wrote' });
          if (!read.more) await rest();
          return { type: 'pulled', more: read.more };
        });
      case 'wait': {
        cancelWait();
        const begun = run;
        const stopTimer = timers.after(effect.atLeast + Math.floor(random.fraction() * effect.spread), () => {
          if (begun === run) feed({ type: 'elapsed' });
        });
        cancelWait = stopTimer;
        return;
      }
      case 'cancel-wait':
        cancelWait();
        cancelWait = () => {};
    }
  }

  /** @param work is told whether the engine still runs, which may have been stopped while another tab held the lock; resolves with nothing then */
  function attempt(work: (goesOn: () => boolean) => Promise<Input | undefined>): void {
    const begun = run;
    const goesOn = (): boolean => begun === run;
    const counted = async (): Promise<Input | undefined> => {
      const input = await work(goesOn);
      pending = await outbox.countPending();
      return input;
    };
    const task = counted().catch(failure).then((input) => {
      if (input && goesOn()) feed(input);
    });
    running.add(task);
    void task.finally(() => running.delete(task));
  }

  function failure(error: unknown): Input {
    if (error instanceof SyncError) {
      if (error.reason === 'too-large') batchLimit = Math.max(1, batchLimit >> 1);
      if (error.policy.tell) options.report?.({ reason: error.reason, detail: error.message });
      return { type: 'failed', reason: error.reason, retryAfter: error.retryAfter };
    }
    // Ports reject with SyncError or because the device's own storage failed; either way the fact is still there.
    options.report?.({ reason: 'storage-failed', detail: error instanceof Error ? error.message : String(error) });
    return { type: 'failed', reason: 'storage-failed' };
  }

  /** Everything is read: note the time and, once per start, drop what the journal need not hold any more. */
  async function rest(): Promise<void> {
    lastSyncAt = clock.now();
    if (pruned) return;
    pruned = true;
    // The earlier of two opinions: a clock that was set forward must not make the journal look old.
    const { offset } = await openIdentity(options.ports);
    await outbox.prune(clock.now() + Math.min(0, offset) - JOURNAL_MS, JOURNAL_FACTS);
  }

  function status(): SyncStatus {
    return { phase: state.phase, pending, lastSyncAt, reason: state.reason, sendsOnly: state.mayPush };
  }

  function tell(): void {
    const now = status();
    for (const listener of listeners) listener(now);
  }

  function isResting(): boolean {
    return state.phase === 'idle' || state.phase === 'waiting' || state.phase === 'paused';
  }

  const engine: SyncEngine = {
    start: () => feed({ type: 'started' }),
    async stop() {
      run += 1;
      feed({ type: 'stopped' });
      await Promise.all(running);
      await reader.stop();
    },
    async write(draft) {
      if (!domain.facts.has(draft.name)) throw new RangeError(`no fact is named ${draft.name}`);
      const stored = await writeFact(draft, options.ports);
      pending += 1;
      feed({ type: 'wrote' });
      return stored;
    },
    wrote: () => feed({ type: 'wrote' }),
    hinted: () => feed({ type: 'hinted' }),
    woke: () => feed({ type: 'woke' }),
    signedIn: () => feed({ type: 'signed-in' }),
    async flush() {
      const wasOff = state.phase === 'off';
      const reached = new Promise<SyncStatus>((resolve) => {
        const stopListening = engine.subscribe((now) => {
          if (!isResting() && now.phase !== 'off') return;
          stopListening();
          resolve(now);
        });
      });
      feed({ type: wasOff ? 'started' : 'woke' });
      const result = await reached;
      if (wasOff) await engine.stop();
      return result;
    },
    status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return engine;
}

const nothing = Promise.resolve(undefined);

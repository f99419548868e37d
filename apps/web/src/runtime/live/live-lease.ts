import type { Timers } from '@fieldloop/sync/client';
import type { LiveHint } from '@fieldloop/sync/protocol';

/** What tabs of one browser tell each other about the one live connection. */
export type LiveMessage = { readonly kind: 'alive' } | { readonly kind: 'hint'; readonly hint: LiveHint };

export interface LiveLeasePorts {
  /** Names the lock and the channel; one per person on this browser. */
  readonly name: string;
  readonly locks: Pick<LockManager, 'request'>;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'removeEventListener'>;
  readonly timers: Timers;
  /** Opens the connection while this tab leads; returns how to close it. */
  readonly connect: (on: { readonly hint: (hint: LiveHint) => void; readonly alive: () => void }) => () => void;
  /** A hint, whichever tab received it. */
  readonly onHint: (hint: LiveHint, leading: boolean) => void;
}

/** A leader that was silent for so long is frozen or gone: longer than two reconnections. */
const LEADER_SILENCE_MS = 60_000;

/**
 * One live connection per browser, because HTTP/1.1 gives six to an origin. The tab that holds the lock connects and
 * tells the others; a silent leader loses the lock to a tab that is awake.
 */
export function shareLiveConnection(ports: LiveLeasePorts): () => void {
  const stop = new AbortController();
  let disconnect: (() => void) | undefined;
  let cancelSilence = () => {};
  let queued = false;

  function listen(event: MessageEvent<LiveMessage>): void {
    if (disconnect) return;
    waitForLeader();
    if (event.data.kind === 'hint') ports.onHint(event.data.hint, false);
  }

  function waitForLeader(): void {
    cancelSilence();
    cancelSilence = ports.timers.after(LEADER_SILENCE_MS, () => lead(true));
  }

  function lead(steal: boolean): void {
    if (stop.signal.aborted || (queued && !steal)) return;
    if (!steal) queued = true;
    // A request that steals can not be aborted, by the rules of the lock manager.
    const options: LockOptions = steal ? { steal: true } : { signal: stop.signal };
    void ports.locks.request(`${ports.name}/live`, options, hold).then(
      () => step(steal),
      () => step(steal),
    );
  }

  async function hold(): Promise<void> {
    if (stop.signal.aborted) return;
    cancelSilence();
    disconnect = ports.connect({
      alive: () => ports.channel.postMessage({ kind: 'alive' } satisfies LiveMessage),
      hint: (hint) => {
        ports.channel.postMessage({ kind: 'hint', hint } satisfies LiveMessage);
        ports.onHint(hint, true);
      },
    });
    await new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  // The lock was stolen, or we stopped: never two connections.
  function step(stolen: boolean): void {
    if (!stolen) queued = false;
    disconnect?.();
    disconnect = undefined;
    if (!stop.signal.aborted) {
      waitForLeader();
      lead(false);
    }
  }

  ports.channel.addEventListener('message', listen as EventListener);
  waitForLeader();
  lead(false);
  return () => {
    stop.abort();
    cancelSilence();
    disconnect?.();
    disconnect = undefined;
    ports.channel.removeEventListener('message', listen as EventListener);
  };
}

import { LIVE_SILENCE_MS, liveHint, type LiveHint } from '@fieldloop/sync/protocol';
import type { Timers } from '@fieldloop/sync/client';

/** What an EventSource offers, as far as we use it. */
export interface EventStream {
  addEventListener(type: string, listener: (event: { readonly data?: string; readonly lastEventId?: string }) => void): void;
  close(): void;
  readonly readyState: number;
}

export interface LiveConnectionPorts {
  /** Opens the stream; `lastId` resumes it where the last one ended. */
  readonly open: (lastId: string | undefined) => EventStream;
  readonly timers: Timers;
  /** In [0, 1); spreads reconnections. */
  readonly fraction: () => number;
  readonly onHint: (hint: LiveHint) => void;
  /** Anything at all was heard: the stream is alive. */
  readonly onAlive: () => void;
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const CLOSED = 2;

/** Keeps one event stream open: again after an error, and after a silence in which even pings failed to come. */
export function keepLiveConnection(ports: LiveConnectionPorts): () => void {
  let stream: EventStream | undefined;
  let cancel = () => {};
  let lastId: string | undefined;
  let failures = 0;
  let stopped = false;

  function connect(): void {
    if (stopped) return;
    const opened = ports.open(lastId);
    stream = opened;
    for (const type of ['connected', 'ping', 'return']) opened.addEventListener(type, () => heard(opened));
    opened.addEventListener('message', (event) => {
      heard(opened);
      if (event.lastEventId) lastId = event.lastEventId;
      const hint = hintOf(event.data);
      if (hint) ports.onHint(hint);
    });
    opened.addEventListener('error', () => {
      // While the browser itself reconnects, the silence timer is enough.
      if (opened === stream && opened.readyState === CLOSED) retry();
    });
    waitForSilence();
  }

  function heard(from: EventStream): void {
    if (from !== stream) return;
    failures = 0;
    ports.onAlive();
    waitForSilence();
  }

  function waitForSilence(): void {
    cancel();
    cancel = ports.timers.after(LIVE_SILENCE_MS, retry);
  }

  function retry(): void {
    cancel();
    stream?.close();
    stream = undefined;
    const longest = Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS);
    failures += 1;
    cancel = ports.timers.after(longest * (0.5 + ports.fraction() / 2), connect);
  }

  connect();
  return () => {
    stopped = true;
    cancel();
    stream?.close();
  };
}

// A hint only says "pull"; one that cannot be read is answered by the watchdog.
function hintOf(data: string | undefined): LiveHint | undefined {
  if (data === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  const parsed = liveHint.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

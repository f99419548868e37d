import { liveQuery } from 'dexie';
import type { SyncEngine, SyncStatus } from '@fieldloop/sync/client';
import { spreadHint } from '../live/hints.ts';
import { keepLiveConnection } from '../live/live-connection.ts';
import { shareLiveConnection } from '../live/live-lease.ts';
import { askForBackgroundSync } from './background-sync.ts';
import { browserClock, browserRandom, browserTimers } from './browser-ports.ts';
import { reportDeliveries } from './report-deliveries.ts';
import type { Session } from './session.ts';

/** Pull this often while somebody looks, whatever the live connection says. */
const WATCHDOG_MS = 60_000;

export interface RunOptions {
  readonly onSignedOut: () => void;
  /** Another page runs a newer version that changes the databases; they are let go here. */
  readonly onSuperseded: () => void;
}

/** Keeps a session in step with the server while this page is open. Returns how to stop it and close its databases. */
export function runSession(session: Session, engine: SyncEngine, { onSignedOut, onSuperseded }: RunOptions): () => Promise<void> {
  const stops = [
    followStatus(session, onSignedOut),
    followLive(session),
    followUpgrade(session, onSuperseded),
    reportDeliveries(session),
    askForBackgroundSync(session),
    followPage(() => {
      engine.woke();
      void photos.send();
    }),
  ];
  const photos = photoSender(session);
  engine.start();
  return async () => {
    for (const stop of stops) stop();
    photos.stop();
    await session.close();
  };
}

// Paused for want of a sign-in is the one state that a person must be told of.
function followStatus({ engine }: Session, onSignedOut: () => void): () => void {
  return engine.subscribe(({ phase, reason }: SyncStatus) => {
    if (phase === 'paused' && reason === 'signed-out') onSignedOut();
  });
}

// An old page that held on would block the newer one for ever. Dexie lets go, and opens for what is written until this page goes.
function followUpgrade({ outboxDatabase, cacheDatabase, photoDatabase }: Session, onSuperseded: () => void): () => void {
  let current = true;
  let told = false;
  for (const database of [outboxDatabase, cacheDatabase, photoDatabase]) {
    database.on('versionchange', (event) => {
      // Without a new version somebody deletes the database, which is no news about the app.
      if (told || event.newVersion === null) return;
      told = true;
      // A page that reloads inside this event crashes its process now and then (Chromium 156: 2 of 25 times, a task later 0 of 60).
      setTimeout(() => {
        if (current) onSuperseded();
      }, 0);
    });
  }
  return () => {
    current = false;
  };
}

function followLive(session: Session): () => void {
  const channel = new BroadcastChannel(`${session.name}/live`);
  const stop = shareLiveConnection({
    name: session.name,
    locks: navigator.locks,
    channel,
    timers: browserTimers,
    connect: ({ hint, alive }) =>
      keepLiveConnection({
        open: (lastId) => new EventSource(lastId === undefined ? '/trpc/sync.live' : `/trpc/sync.live?lastEventId=${encodeURIComponent(lastId)}`),
        timers: browserTimers,
        fraction: browserRandom.fraction,
        onHint: hint,
        onAlive: alive,
      }),
    onHint: (hint, leading) => {
      // Only the leading tab reads; the others see the rows arrive in IndexedDB.
      if (leading) session.engine.hinted();
      spreadHint(hint);
    },
  });
  return () => {
    stop();
    channel.close();
  };
}

/** Online again, visible again, or a minute has passed while somebody looks. */
function followPage(wake: () => void): () => void {
  const target = globalThis as unknown as EventTarget;
  const shown = () => {
    if (isVisible()) wake();
  };
  target.addEventListener('online', wake);
  target.addEventListener('pageshow', shown);
  target.addEventListener('focus', shown);
  const page = (globalThis as { readonly document?: EventTarget }).document;
  page?.addEventListener('visibilitychange', shown);
  const timer = setInterval(shown, WATCHDOG_MS);
  return () => {
    clearInterval(timer);
    page?.removeEventListener('visibilitychange', shown);
    for (const [type, listener] of [['online', wake], ['pageshow', shown], ['focus', shown]] as const) {
      target.removeEventListener(type, listener);
    }
  };
}

function isVisible(): boolean {
  const page = (globalThis as { readonly document?: { readonly visibilityState: string } }).document;
  return page === undefined || page.visibilityState === 'visible';
}

/** Sends photos beside the facts, again when the next one is due. What it takes is loaded with the first photo. */
function photoSender(session: Session): { send(): Promise<void>; stop(): void } {
  const { photos } = session.photoDatabase;
  let cancel = () => {};
  let stopped = false;
  async function send(): Promise<void> {
    cancel();
    if ((await photos.count()) === 0) return;
    const { sendSessionPhotos } = await import('../photos/send-session-photos.ts');
    const next = stopped ? undefined : await sendSessionPhotos(session);
    if (next !== undefined && !stopped) cancel = browserTimers.after(Math.max(1_000, next - browserClock.now()), () => void send());
  }
  // A photo attached in any tab starts the sending; a site that was taken away, the tidying.
  const due = liveQuery(async () => [await photos.where('state').equals('waiting').count(), await session.cacheDatabase.scopes.toCollection().primaryKeys()].join());
  let before: string | undefined;
  const subscription = due.subscribe((now) => {
    if (now !== before) void send();
    before = now;
  });
  return {
    stop: () => {
      stopped = true;
      subscription.unsubscribe();
      cancel();
    },
    send,
  };
}

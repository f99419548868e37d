import { SyncError } from '@fieldloop/sync/protocol/sync-error';
import { ApiFailure } from '../api/call.ts';
import { browserTimers } from './browser-ports.ts';
import { loadOnline } from './load-online.ts';
import type { RunOptions } from './run-session.ts';
import type { Session } from './session.ts';

export interface OnlineOptions extends RunOptions {
  /** The language of what is pushed to this browser. */
  readonly locale: () => 'zh-CN' | 'en';
}

const TRY_AGAIN_MS = 5_000;

/** Keeps a session in step with the server, once what does so is loaded. Returns how to stop it and close its databases. */
export function goOnline(session: Session, options: OnlineOptions): () => Promise<void> {
  let stopped = false;
  let cancel = () => {};
  let stopRunning: (() => Promise<void>) | undefined;
  async function begin(): Promise<void> {
    try {
      const [{ runSession, renewPush }, engine] = await Promise.all([loadOnline(), session.engine.ready()]);
      if (stopped) return;
      stopRunning = runSession(session, engine, options);
      void renewPush(options.locale()).catch(tryAtNextStart);
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      if (!stopped) cancel = browserTimers.after(TRY_AGAIN_MS, () => void begin());
    }
  }
  void begin();
  return async () => {
    stopped = true;
    cancel();
    await (stopRunning ?? session.close)();
  };
}

// A subscription that the browser has renewed is told to the server whenever the app starts; the next start will do.
function tryAtNextStart(error: unknown): void {
  if (!(error instanceof ApiFailure)) throw error;
}

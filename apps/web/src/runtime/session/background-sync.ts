import type { Session } from './session.ts';

/** The tag of the worker's `sync` event. */
const tag = 'facts';

/** Background Sync is not in TypeScript's library: not every browser has it. */
interface SyncingRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Asks the browser to wake the worker for what could not be sent, so that it goes out with the app closed. Asked once for
 * each outage; where there is no such thing it goes out when the app is opened next.
 */
export function askForBackgroundSync({ engine, outbox }: Pick<Session, 'engine' | 'outbox'>): () => void {
  let asked = false;
  return engine.subscribe(({ phase }) => {
    if (phase === 'idle') asked = false;
    if (phase !== 'waiting' || asked) return;
    asked = true;
    void register();
  });

  async function register(): Promise<void> {
    if ((await outbox.countPending()) === 0) {
      asked = false;
      return;
    }
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    const registration = (await workers?.getRegistration()) as SyncingRegistration | undefined;
    try {
      await registration?.sync?.register(tag);
    } catch (error) {
      // The person or the browser does not allow it: the page sends by itself, as everywhere else.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}

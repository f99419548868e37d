import type { Page } from 'playwright';

/** The browser's `sync` event, sent to the worker of a page. */
export interface SyncEvent {
  /** At most once a second. */
  dispatch(): Promise<void>;
}

/**
 * Chromium sends the event when it believes that the network is back, and after a failure only five minutes later. The
 * network of a schedule is never down for Chromium, so the driver sends it once everything has healed, as Chromium would.
 */
export async function syncEvent(page: Page, tag: string): Promise<SyncEvent> {
  const devtools = await page.context().newCDPSession(page);
  let registrationId: string | undefined;
  let last = Number.NEGATIVE_INFINITY;
  devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    registrationId = registrations.find(({ isDeleted }) => !isDeleted)?.registrationId ?? registrationId;
  });
  await devtools.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  return {
    async dispatch() {
      if (registrationId === undefined || performance.now() - last < 1_000) return;
      last = performance.now();
      await devtools.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag, lastChance: false });
    },
  };
}

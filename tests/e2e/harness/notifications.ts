import type { BrowserContext, Page } from 'playwright';
import type { FakePushService, FakeSubscription } from '../../fixtures/fake-push-service.ts';

/** A notification as the worker shows it. */
export interface Shown {
  readonly title: string;
  readonly body: string;
  readonly navigate: unknown;
}

/** Subscribes this page's person at a push service that we can read; a headless browser reaches no real one. */
export async function subscribe(page: Page, service: FakePushService): Promise<FakeSubscription> {
  const answer = await page.evaluate(async () => (await (await fetch('/trpc/push.publicKey')).json()) as { result: { data: { key: string } } });
  const subscription = service.subscribe(answer.result.data.key);
  const status = await page.evaluate(async (input) => {
    const response = await fetch('/trpc/push.subscribe', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) });
    return response.status;
  }, { ...subscription, locale: 'zh-CN' });
  if (status !== 200) throw new Error(`push.subscribe answered ${status}`);
  return subscription;
}

/** Hands a decrypted push to the real service worker, as the browser would, and returns what it shows. */
export async function deliver(context: BrowserContext, page: Page, payload: string): Promise<readonly Shown[]> {
  const origin = new URL(page.url()).origin;
  await context.grantPermissions(['notifications'], { origin });
  const devtools = await context.newCDPSession(page);
  const registrationId = await new Promise<string>((resolve, reject) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => scopeURL === `${origin}/` && !isDeleted);
      if (ours) resolve(ours.registrationId);
    });
    devtools.send('ServiceWorker.enable').catch(reject);
  });
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: payload });
  for (let round = 0; round < 5; round += 1) {
    // Asked for more often than every two seconds, Chromium answers with an empty list.
    await page.waitForTimeout(2_000);
    const shown = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, data }) => ({ title, body, navigate: (data as { navigate?: unknown }).navigate }));
    });
    if (shown.length > 0) return shown;
  }
  return [];
}

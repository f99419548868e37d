import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Device } from './harness/browser.ts';
import { openFront, type Front } from './harness/front.ts';
import { openPhone, padNumber, startShift, tap, until } from './harness/people.ts';
import { openShop, type Shop } from './harness/shop.ts';

let shop: Shop;
let front: Front;
let phone: Device;

beforeAll(async () => {
  shop = await openShop();
  front = await openFront(shop.url);
  phone = await openPhone({ ...shop, url: front.url }, 'operator', '林小满', { backgroundSync: true });
  await phone.context.grantPermissions(['background-sync'], { origin: front.url });
  await startShift(await phone.page(), { ...shop, url: front.url }, 'greeter');
});
afterAll(async () => {
  await phone?.close();
  await front?.stop();
  await shop?.stop();
});

const counted = async () => (await shop.counts())['people-counted'] ?? 0;

it('sends what waits from the worker, with the app closed, when the network is back', async () => {
  const page = await phone.page();
  await until(async () => (await shop.counts())['shift-started'] ?? 0, 1, 15_000);
  // Of the same origin, and nothing of the app.
  const other = await phone.context.newPage();
  await other.goto(`${front.url}/healthz`);
  await page.bringToFront();
  front.cut();
  await tap(page, 'entered', 3);
  await until(() => padNumber(page, 'entered'), 3);
  await until(() => tags(page), ['facts'], 20_000);
  await page.close();
  expect(await counted()).toBe(0);
  front.mend();
  const wake = await workerOf(phone.context, other, front.url);
  // Chromium drops an event, without a word, while it has nothing at hand to send it to.
  const woken = async () => {
    const arrived = await counted();
    if (arrived === 0) await wake();
    return arrived;
  };
  await expect.poll(woken, { timeout: 30_000, interval: 2_000 }).toBe(3);
});

/** What the app has asked the browser to wake the worker for. */
function tags(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { sync } = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & { readonly sync: { getTags(): Promise<string[]> } };
    return sync.getTags();
  });
}

/** What gives the app's worker the browser's own `sync` event, now instead of when it sees fit. */
async function workerOf(context: BrowserContext, page: Page, url: string): Promise<() => Promise<void>> {
  const devtools = await context.newCDPSession(page);
  let registrationId: string | undefined;
  devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    registrationId = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(url) && !isDeleted)?.registrationId ?? registrationId;
  });
  await devtools.send('ServiceWorker.enable');
  await expect.poll(() => registrationId, { timeout: 10_000 }).toBeDefined();
  return async () => {
    await devtools.send('ServiceWorker.dispatchSyncEvent', { origin: url, registrationId: registrationId ?? '', tag: 'facts', lastChance: false });
  };
}

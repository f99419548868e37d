import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from './harness/browser.ts';
import { openFront, type Front } from './harness/front.ts';
import { openPhone, padNumber, startShift, tap, until } from './harness/people.ts';
import { openShop, type Shop } from './harness/shop.ts';
import { words } from './harness/words.ts';

const workerPath = '/service-worker.js';

describe('a newer version', () => {
  let shop: Shop;
  let phone: Device;
  let front: Front;
  let worker = readFileSync(resolve(import.meta.dirname, `../../apps/web/dist${workerPath}`), 'utf8');

  beforeAll(async () => {
    shop = await openShop();
    front = await openFront(shop.url, (path) => (path === workerPath ? worker : undefined));
    phone = await openPhone({ ...shop, url: front.url });
    await startShift(await phone.page(), { ...shop, url: front.url }, 'greeter');
  });
  afterAll(async () => {
    await phone?.close();
    await front?.stop();
    await shop?.stop();
  });

  it('waits until it is accepted, then comes back to the same screen with everything on it', async () => {
    const page = await phone.page();
    await page.reload();
    await page.getByTestId('pad-entered-number').waitFor();
    await phone.context.setOffline(true);
    await tap(page, 'entered', 3);
    await phone.context.setOffline(false);
    worker += '\n// the next version\n';
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText(words('app_update_ready')).waitFor({ timeout: 15_000 });
    // The old version goes on working beside the one that waits.
    await tap(page, 'entered', 2);
    expect(await padNumber(page, 'entered')).toBe(5);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)).toBe(true);

    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: words('app_update_apply') }).click();
    await reloaded;
    await until(() => padNumber(page, 'entered'), 5, 15_000);
    expect(new URL(page.url()).pathname).toBe('/floor/count');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting === null)).toBe(true);
    await until(async () => (await shop.counts())['people-counted'] ?? 0, 5, 15_000);
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDevice, type Device } from './harness/browser.ts';
import { pictureOnFailure } from './harness/failures.ts';
import { join, openPhone, padNumber, startShift, tap, until } from './harness/people.ts';
import { openShop, type Shop } from './harness/shop.ts';
import { evict, keptFacts, limitStorage, openHandleCutter, upgradeAll } from './harness/storage.ts';
import { words } from './harness/words.ts';

let shop: Shop;
let phone: Device;

beforeAll(async () => {
  shop = await openShop();
  phone = await openPhone(shop);
  await startShift(await phone.page(), shop, 'greeter');
  await phone.keeps('fieldloop');
});
afterAll(async () => {
  await phone?.close();
  await shop?.stop();
});
beforeEach(() => pictureOnFailure({ phone: () => phone }));

const counted = async () => (await shop.counts())['people-counted'] ?? 0;
/** Taken back on the way: facts that no pad shows. */
let undone = 0;

describe('a phone whose browser drops its handles of IndexedDB', () => {
  it('opens them again and runs the whole write again, also the one that was under way, so that every tap counts once', async () => {
    const page = await phone.page();
    const cutter = await openHandleCutter(phone.context);
    await page.bringToFront();
    const before = await counted();
    let done = false;
    const taps = tap(page, 'entered', 30).finally(() => (done = true));
    while (!done) {
      await cutter.cut();
      await page.waitForTimeout(150);
    }
    await taps;
    await until(counted, before + 30, 20_000);
    await until(() => padNumber(page, 'entered'), before + 30, 10_000);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('a phone without room', () => {
  it('says so, goes on counting in memory, offers that as a file, and stores it once there is room', async () => {
    const origin = new URL(shop.url).origin;
    const before = await counted();
    await phone.kill();
    await phone.start();
    const page = await phone.page();
    const makeRoom = await limitStorage(page, origin, 1_000);
    await page.goto(`${shop.url}/floor/count`);
    await until(() => padNumber(page, 'entered'), before, 15_000);
    await tap(page, 'entered', 4);
    const pill = page.getByTestId('sync-pill');
    await pill.getByText(words('sync_unsaved', { n: 4 })).waitFor();
    await until(() => padNumber(page, 'entered'), before + 4);
    await page.getByRole('button', { name: words('count_undo_pad', { pad: words('counter_entered') }) }).click();
    await pill.getByText(words('sync_unsaved', { n: 5 })).waitFor();
    await until(() => padNumber(page, 'entered'), before + 3);

    await pill.click();
    await page.getByText(words('entries_unsaved', { n: 5 })).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words('shift_export') }).first().click();
    const file = readFileSync(await (await download).path(), 'utf8');
    const ids = file.split('\n').filter((line) => line.includes('"fact"')).map((line) => (JSON.parse((JSON.parse(line) as { readonly fact: string }).fact) as { readonly id: string }).id);
    expect(new Set(ids).size).toBe(5);
    expect(await counted()).toBe(before);

    await makeRoom();
    await until(counted, before + 4, 30_000);
    // What the file holds is what was stored: whoever brings it in as well counts nobody twice.
    await until(async () => (await shop.app.db.pool.query('SELECT 1 FROM fact WHERE id = ANY($1)', [ids])).rowCount, 5);
    await page.goto(`${shop.url}/floor/count`);
    await until(() => padNumber(page, 'entered'), before + 3, 15_000);
    undone += 1;
  });
});

describe('a phone on which a newer version changes the databases', () => {
  it('lets go of them at once, comes back, and goes on with what waited', async () => {
    const page = await phone.page();
    const before = await counted();
    const stored = async () => (await keptFacts(page)).filter(({ fact }) => fact.name === 'people-counted').length;
    const held = await stored();
    await phone.context.route('**/trpc/sync.push', (route) => route.abort('connectionreset'));
    await tap(page, 'entered', 2);
    await until(() => padNumber(page, 'entered'), before - undone + 2);
    const newer = await phone.context.newPage();
    await newer.goto(`${shop.url}/healthz`);
    const back = page.waitForEvent('load');
    expect(await newer.evaluate(upgradeAll)).toBeGreaterThanOrEqual(3);
    await back;
    await until(() => padNumber(page, 'entered'), before - undone + 2, 15_000);
    await tap(page, 'entered', 1);
    // What is promised is what is stored; a page that is loaded anew forgets a tap on its way there.
    await until(stored, held + 3);
    await phone.context.unrouteAll();
    await page.reload();
    await until(counted, before + 3, 20_000);
    await newer.close();
  });
});

describe('a phone whose storage the browser throws away', () => {
  const devices = async () => Number((await shop.app.db.pool.query<{ n: string }>(`SELECT count(DISTINCT device) AS n FROM fact WHERE name = 'people-counted'`)).rows[0]?.n);

  it('under the running app: says what that means, and goes on as a new device', async () => {
    const page = await phone.page();
    const [before, known] = [await counted(), await devices()];
    await phone.context.setOffline(true);
    await tap(page, 'entered', 2);
    await until(() => padNumber(page, 'entered'), before - undone + 2);
    await evict(page, new URL(shop.url).origin);
    // Without a network there is no site to count at, and nothing pretends that there is.
    await page.getByText(words('floor_site_missing_title')).waitFor({ timeout: 15_000 });
    await phone.context.setOffline(false);
    await page.getByText(words('floor_storage_cleared')).waitFor({ timeout: 20_000 });
    await until(() => padNumber(page, 'entered'), before - undone, 20_000);
    await tap(page, 'entered', 3);
    // The two that were not sent are gone, and nothing claims otherwise.
    await until(counted, before + 3, 20_000);
    await until(() => padNumber(page, 'entered'), before - undone + 3, 15_000);
    expect(await devices()).toBe(known + 1);
  });

  it('between two visits: knows its person by the sign-in that is left, without a new code', async () => {
    const page = await phone.page();
    const before = await counted();
    await page.goto(`${shop.url}/healthz`);
    await evict(page, new URL(shop.url).origin);
    await page.goto(shop.url);
    // Said for ten seconds, from before the numbers are read.
    await page.getByText(words('floor_storage_cleared')).waitFor();
    await until(() => padNumber(page, 'entered'), before - undone, 20_000);
    await tap(page, 'entered', 1);
    await until(counted, before + 1, 15_000);
  });
});

describe('a phone on its first visit, before its worker keeps the app', () => {
  it('goes on counting when a part beside the pads does not load, and shows it when it does', async () => {
    const first = await openDevice({ origin: shop.url });
    try {
      const page = await first.page();
      await first.context.route('**/*worker*', (route) => route.abort());
      await join(page, shop, 'operator', '王小雨');
      let parts = 0;
      await first.context.route('**/assets/{rate-strip,count-later,update-prompt}*', (route) => ((parts += 1), route.abort('connectionreset')));
      await startShift(page, shop, 'greeter');
      await until(async () => parts > 0, true, 10_000);
      const before = await counted();
      await tap(page, 'entered', 3);
      await until(counted, before + 3, 10_000);
      await until(() => padNumber(page, 'entered'), before - undone + 3, 10_000);
      await first.context.unrouteAll();
      await page.locator('.count-strip').getByText('%').waitFor({ timeout: 15_000 });
    } finally {
      await first.close();
    }
  });
});

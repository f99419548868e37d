import { createHash } from 'node:crypto';
import type { Page, Request } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noisePng } from '../integration/photos/sender.ts';
import type { Device } from './harness/browser.ts';
import { pictureOnFailure } from './harness/failures.ts';
import { openDesk, openPhone, startShift, tap, until } from './harness/people.ts';
import { openShop, type Shop } from './harness/shop.ts';
import { words } from './harness/words.ts';

describe('a photo on a bad network', () => {
  let shop: Shop;
  let phone: Device;
  let desk: Device | undefined;

  beforeAll(async () => {
    shop = await openShop();
    phone = await openPhone(shop);
    await startShift(await phone.page(), shop, 'greeter');
    await phone.keeps('fieldloop');
  });
  afterAll(async () => {
    await phone?.close();
    await desk?.close();
    await shop?.stop();
  });
  beforeEach(() => pictureOnFailure({ phone: () => phone, desk: () => desk }));

  const counted = async () => (await shop.counts())['people-counted'] ?? 0;
  const stored = async () => (await shop.app.db.pool.query<{ sha256: string }>('SELECT sha256 FROM blob')).rows.map(({ sha256 }) => sha256);
  const received = async () => (await shop.app.db.pool.query<{ received: number }>('SELECT received FROM photo_upload')).rows[0]?.received;

  it('is cut in the middle and the browser killed: facts pass by, and the photo goes on at the byte where it stood', async () => {
    const page = await phone.page();
    // Three parts arrive, the fourth hangs for ever.
    let parts = 0;
    await phone.context.route('**/upload?*', async (route) => {
      if (route.request().method() === 'PATCH' && (parts += 1) > 3) return;
      await route.continue();
    });
    await reportWithNoise(page, '门口的大装置');
    await until(received, 3 * part, 20_000);
    await until(async () => parts, 4, 10_000);

    // Nothing that is counted waits for it, nor the issue that names it.
    const before = await counted();
    await tap(page, 'entered', 3);
    await until(counted, before + 3, 10_000);
    expect((await shop.counts())['item-opened']).toBe(1);
    expect(await stored()).toEqual([]);

    desk = await openDesk(shop);
    const issues = await desk.page();
    await issues.goto(`${shop.url}/desk/issues`);
    await issues.getByText('门口的大装置').first().click();
    await issues.getByText(words('ui_photo_on_its_way')).first().waitFor();

    await phone.kill();
    const sent: { readonly offset: number; readonly body: Buffer }[] = [];
    await phone.start();
    phone.context.on('request', (request: Request) => {
      if (request.method() === 'PATCH') sent.push({ offset: Number(request.headers()['upload-offset']), body: request.postDataBuffer() ?? Buffer.alloc(0) });
    });
    await (await phone.page()).goto(shop.url);
    await until(async () => (await stored()).length, 1, 30_000);
    expect(sent.length).toBeGreaterThan(0);
    expect(Math.min(...sent.map(({ offset }) => offset), 3 * part)).toBe(3 * part);
    // Its parts are let go of once the photo is kept.
    await until(received, undefined, 10_000);

    // The desk was told that it arrived, and what it shows is what the phone has.
    const shown = issues.locator('img[src^="/blobs/"]').first();
    await shown.waitFor({ timeout: 20_000 });
    const content = await desk.context.request.get(`${shop.url}${await shown.getAttribute('src')}`);
    expect(createHash('sha256').update(await content.body()).digest('hex')).toBe((await stored())[0]);
  });

  it('that the server refuses is shown with the reason, can be offered again, and stays until its author takes it away', async () => {
    const page = await phone.page();
    await page.goto(`${shop.url}/floor/count`);
    let refusing = true;
    let refusals = 0;
    const held = { holds: false, answer: (): void => {} };
    await phone.context.route('**/upload?*', async (route) => {
      if (route.request().method() !== 'PATCH' || !refusing) return route.continue();
      refusals += 1;
      if (held.holds) await new Promise<void>((resolve) => (held.answer = resolve));
      await route.fulfill({ status: 422, json: { error: { message: 'no', data: { reason: 'shows-place' } } } });
    });
    await reportWithNoise(page, '灯箱不亮');
    await page.goto(`${shop.url}/floor/entries`);
    const refused = page.getByRole('region', { name: words('photos_refused_title') });
    await refused.getByText(words('photo_refused_shows_place')).waitFor({ timeout: 20_000 });
    // What it says of one refusal must be gone before the next is answered: both look the same.
    const before = refusals;
    held.holds = true;
    await refused.getByRole('button', { name: words('photo_send_again') }).click();
    await until(async () => refusals, before + 1, 20_000);
    await refused.waitFor({ state: 'detached' });
    held.holds = false;
    held.answer();
    await refused.getByText(words('photo_refused_shows_place')).waitFor({ timeout: 20_000 });
    refusing = false;
    await refused.getByRole('button', { name: words('photo_send_again') }).click();
    await until(async () => (await stored()).length, 2, 20_000);
    await refused.waitFor({ state: 'detached' });

    refusing = true;
    await reportAgain(page, shop);
    await page.goto(`${shop.url}/floor/entries`);
    await refused.getByRole('button', { name: words('photo_dismiss') }).click({ timeout: 20_000 });
    await refused.waitFor({ state: 'detached' });
    expect((await stored()).length).toBe(2);
    await phone.context.unrouteAll();
  });
});

const part = 131_072;

async function reportAgain(page: Page, shop: Shop): Promise<void> {
  await page.goto(`${shop.url}/floor/count`);
  await reportWithNoise(page, '试衣间排队');
}

/** An issue with a photo of noise, which stays more than half a megabyte however it is encoded. */
async function reportWithNoise(page: Page, text: string): Promise<void> {
  await page.getByRole('link', { name: words('count_report') }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'noise.png', mimeType: 'image/png', buffer: noisePng(1_000) });
  await page.locator('.photos .photo img').waitFor();
  await page.getByLabel(words('report_text')).fill(text);
  await page.getByRole('button', { name: words('report_send'), exact: true }).click();
  await page.locator('.pad-tap').first().waitFor();
}

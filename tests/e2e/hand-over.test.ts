import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDevice, type Device } from './harness/browser.ts';
import { pictureOnFailure } from './harness/failures.ts';
import { join as joinSite, openDesk, openPhone, padNumber, startShift, tap, until } from './harness/people.ts';
import { openShop, type Shop } from './harness/shop.ts';
import { waitingFacts } from './harness/storage.ts';
import { words, wordsLike } from './harness/words.ts';

describe('a phone that cannot send', () => {
  let shop: Shop;
  let phone: Device;
  let lead: Device;
  let desk: Device;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fieldloop-handed-over-'));
    shop = await openShop();
    phone = await openPhone(shop);
    await startShift(await phone.page(), shop, 'greeter');
    lead = await openPhone(shop, 'lead', '王珊');
    desk = await openDesk(shop);
  });
  afterAll(async () => {
    for (const device of [phone, lead, desk]) await device?.close();
    await shop?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => pictureOnFailure({ phone: () => phone, lead: () => lead, desk: () => desk }));

  const tallied = async (counter: string) => {
    const { rows } = await shop.app.db.pool.query<{ n: string | null }>('SELECT sum(n) AS n FROM tally WHERE counter = $1', [counter]);
    return Number(rows[0]?.n ?? 0);
  };

  /** Exports what waits, as a person does, and gives the file's path. */
  async function exported(): Promise<string> {
    const page = await phone.page();
    await page.getByTestId('sync-pill').click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words('shift_export') }).click()]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  it('hands over a file, the lead looks and brings it in, and nothing counts twice when the phone is back', async () => {
    const page = await phone.page();
    await until(async () => (await shop.counts())['shift-started'] ?? 0, 1);
    await until(() => waitingFacts(page), 0);
    await phone.context.setOffline(true);
    await tap(page, 'entered', 6);
    await until(() => padNumber(page, 'entered'), 6);
    const path = await exported();
    expect(path).toMatch(/fieldloop-静安快闪店-林小满-\d{8}-\d{4}\.txt$/);
    expect(await tallied('entered')).toBe(0);

    const there = await lead.page();
    await there.goto(`${shop.url}/floor/bring-in`);
    await there.locator('input[type=file]').setInputFiles(path);
    await there.getByText(words('bring_preview'), { exact: true }).waitFor();
    await there.getByText('林小满', { exact: true }).waitFor();
    expect(await tallied('entered')).toBe(0);
    await there.getByRole('button', { name: words('bring_confirm', { n: 6 }) }).click();
    await there.getByText(words('bring_done'), { exact: true }).waitFor();
    await until(() => tallied('entered'), 6);

    // The same file again, at the desk, with another browser.
    const office = await desk.page();
    await office.goto(`${shop.url}/desk/bring-in`);
    await office.locator('input[type=file]').setInputFiles(path);
    await office.getByText(words('bring_nothing'), { exact: true }).waitFor();
    await office.goto(`${shop.url}/desk/now`);
    await office.getByText('6', { exact: true }).first().waitFor();

    await phone.context.setOffline(false);
    await page.getByTestId('sync-pill').getByText(wordsLike('sync_sent')).waitFor({ timeout: 30_000 });
    expect(await tallied('entered')).toBe(6);
    expect((await shop.counts())['people-counted']).toBe(6);
    await until(() => page.getByText(words('entry_state_sent'), { exact: true }).count(), 7);
    await page.goto(`${shop.url}/floor/count`);
    await until(() => padNumber(page, 'entered'), 6);
  });

  it('says in words what is wrong with a file, and lets another one be chosen', async () => {
    const page = await lead.page();
    await page.goto(`${shop.url}/floor/bring-in`);
    const wrong = join(folder, 'wrong.txt');
    writeFileSync(wrong, '{"facts":[]}');
    await page.locator('input[type=file]').setInputFiles(wrong);
    await page.getByRole('alert').getByText(words('bring_failed_not_our')).waitFor();
    expect(await seriousOn(page)).toEqual([]);

    await phone.context.setOffline(true);
    const counting = await phone.page();
    await counting.goto(`${shop.url}/floor/count`);
    await tap(counting, 'entered', 4);
    const path = await exported();
    const edited = join(folder, 'edited.txt');
    writeFileSync(edited, readFileSync(path, 'utf8').replace('\\"count\\":1', '\\"count\\":900'));
    await page.locator('input[type=file]').setInputFiles(edited);
    await page.getByText(words('bring_help_damaged')).waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await page.getByRole('button', { name: words('bring_confirm', { n: 3 }) }).click();
    await page.getByText(words('bring_done'), { exact: true }).waitFor();
    expect(await tallied('entered')).toBe(9);
    await phone.context.setOffline(false);
    await until(() => tallied('entered'), 10, 30_000);
  });

  it('goes on counting in memory when it is full, says so, hands that over too, and stores it once there is room', async () => {
    const full = await openDevice({ origin: shop.url });
    try {
      const page = await full.page();
      await joinSite(page, shop, 'operator', '陈晨');
      await startShift(page, shop, 'greeter');
      await page.getByTestId('sync-pill').getByText(wordsLike('sync_sent')).waitFor({ timeout: 30_000 });
      const before = await tallied('entered');
      await until(() => padNumber(page, 'entered'), before);
      await full.context.setOffline(true);
      // What a full disk does to IndexedDB: every write is refused with the name that browsers give it.
      await page.evaluate(() => {
        const real = IDBObjectStore.prototype.add;
        (globalThis as unknown as { makeRoom: () => void }).makeRoom = () => { IDBObjectStore.prototype.add = real; };
        IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); };
      });
      await tap(page, 'entered', 3);
      await page.getByTestId('sync-pill').getByText(words('sync_unsaved', { n: 3 })).waitFor();
      await page.waitForTimeout(2_000);
      expect(await padNumber(page, 'entered')).toBe(before + 3);
      await page.getByTestId('sync-pill').click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words('shift_export') }).click()]);
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      const there = await lead.page();
      await there.goto(`${shop.url}/floor/bring-in`);
      await there.locator('input[type=file]').setInputFiles(path);
      await there.getByRole('button', { name: wordsLike('bring_confirm') }).click();
      await there.getByText(words('bring_done'), { exact: true }).waitFor();
      await page.evaluate(() => (globalThis as unknown as { makeRoom: () => void }).makeRoom());
      await full.context.setOffline(false);
      await page.getByTestId('sync-pill').getByText(wordsLike('sync_sent')).waitFor({ timeout: 40_000 });
      expect([await tallied('entered'), (await shop.counts())['people-counted']]).toEqual([before + 3, before + 3]);
      await until(() => page.getByText(words('entry_state_unsaved'), { exact: true }).count(), 0);
    } finally {
      await full.close();
    }
  });
});

/** What axe finds on a state of a screen that its address alone does not show. */
async function seriousOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join()}`);
}

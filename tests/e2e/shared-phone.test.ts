import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Device } from './harness/browser.ts';
import { pictureOnFailure } from './harness/failures.ts';
import { join, openPhone, padNumber, startShift, tap, until } from './harness/people.ts';
import { openShop, type Shop } from './harness/shop.ts';
import { keptFacts, waitingFacts } from './harness/storage.ts';
import { words } from './harness/words.ts';

let shop: Shop;
let phone: Device;

beforeAll(async () => {
  shop = await openShop();
  phone = await openPhone(shop);
  await startShift(await phone.page(), shop, 'greeter');
});
afterAll(async () => {
  await phone?.close();
  await shop?.stop();
});
beforeEach(() => pictureOnFailure({ phone: () => phone }));

/** Who counted how many people, by the name they joined under. */
const countedBy = async () => {
  const { rows } = await shop.app.db.pool.query<{ name: string; n: string }>(`
    SELECT person.data->'name'->>'value' AS name, count(*) AS n FROM fact
    JOIN record person ON person.kind = 'person' AND person.scope = 'desk' AND person.id = fact.author
    WHERE fact.name = 'people-counted' GROUP BY 1`);
  return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
};

it('asks before somebody leaves what waits behind; keeps it from the next, and sends it under the right name when its author is back', async () => {
  const page = await phone.page();
  await until(async () => (await shop.counts())['shift-started'] ?? 0, 1, 15_000);
  await until(() => waitingFacts(page), 0);
  await phone.context.route('**/trpc/sync.push', (route) => route.abort('connectionreset'));
  await tap(page, 'entered', 3);
  await until(() => padNumber(page, 'entered'), 3);

  // Asked, with what becomes of it; staying changes nothing, and there is a file for the careful.
  const dialog = page.getByRole('alertdialog');
  await askToLeave(page, shop);
  await dialog.getByText(words('settings_leave_waiting_title', { n: 3 })).waitFor();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: words('shift_export') }).click();
  expect((await download).suggestedFilename()).toContain('fieldloop');
  await dialog.getByRole('button', { name: words('settings_stay') }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await keptFacts(page)).toHaveLength(4);
  // Another window of hers: it does not go on as her when she has left.
  const other = await phone.context.newPage();
  await other.goto(`${shop.url}/floor/settings`);
  await other.getByRole('button', { name: words('settings_leave') }).waitFor();
  await page.getByRole('button', { name: words('settings_leave') }).click();
  await dialog.getByRole('button', { name: words('settings_leave_anyway') }).click();
  await page.getByText(words('settings_left')).waitFor();
  await other.getByText(words('settings_about', { name: '林小满', organization: shop.organization.name })).waitFor({ state: 'detached' });

  // The next person: a database of their own, nothing of the first shown, nothing of it sent, whatever they do.
  await phone.context.unrouteAll();
  await join(page, shop, 'operator', '王小雨');
  await startShift(page, shop, 'greeter');
  expect(await padNumber(page, 'entered')).toBe(0);
  await tap(page, 'entered', 2);
  await until(countedBy, { 王小雨: 2 }, 15_000);
  await page.goto(`${shop.url}/floor/entries`);
  const entries = page.getByRole('list', { name: words('entries_title') }).getByText(words('counter_entered'));
  await until(() => entries.count(), 2);
  expect(new Set((await keptFacts(page)).map(({ device }) => device)).size).toBe(2);
  // The server has hers before her phone has heard so.
  await until(() => waitingFacts(page), 3);
  await page.reload();
  await page.waitForTimeout(1_500);
  expect(await countedBy()).toEqual({ 王小雨: 2 });

  // Nothing waits of hers: one question, no warning.
  await askToLeave(page, shop);
  await dialog.getByText(words('settings_leave_title')).waitFor();
  await dialog.getByRole('button', { name: words('settings_leave') }).click();
  await page.getByText(words('settings_left')).waitFor();

  // The first one is back, by a new code: the same person again, so that what waited is theirs and counts.
  await join(page, shop, 'operator', '林小满', true);
  await until(countedBy, { 王小雨: 2, 林小满: 3 }, 15_000);
  const { rows: people } = await shop.app.db.pool.query(`SELECT id FROM record WHERE kind = 'person' AND scope = 'desk' AND data->'name'->>'value' = '林小满'`);
  expect(people).toHaveLength(1);
  expect((await shop.app.db.pool.query('SELECT 1 FROM quarantine')).rows).toEqual([]);
  await page.goto(`${shop.url}/floor/count`);
  await until(() => padNumber(page, 'entered'), 5, 15_000);
  await until(() => waitingFacts(page), 0);
});

async function askToLeave(page: Page, { url }: Shop): Promise<void> {
  await page.goto(`${url}/floor/settings`);
  await page.getByRole('button', { name: words('settings_leave') }).click();
}

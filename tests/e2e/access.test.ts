import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { noisePng } from '../integration/photos/sender.ts';
import type { Device } from './harness/browser.ts';
import { pictureOnFailure } from './harness/failures.ts';
import { openFront, type Front } from './harness/front.ts';
import { openPhone, startShift, tap, until } from './harness/people.ts';
import { at, openShop, type Shop } from './harness/shop.ts';
import { keptFacts, rawCaches, rawDatabases, waitingFacts } from './harness/storage.ts';
import { words } from './harness/words.ts';

let shop: Shop;
let front: Front;
let phone: Device;

beforeAll(async () => {
  shop = await openShop();
  front = await openFront(shop.url);
  phone = await openPhone({ ...shop, url: front.url });
  await startShift(await phone.page(), { ...shop, url: front.url }, 'greeter');
  await phone.keeps('fieldloop');
});
afterAll(async () => {
  await phone?.close();
  await front?.stop();
  await shop?.stop();
});
beforeEach(() => pictureOnFailure({ phone: () => phone }));

const counted = async () => (await shop.counts())['people-counted'] ?? 0;
const refused = async () => (await shop.app.db.pool.query<{ reason: string }>('SELECT reason FROM quarantine')).rows.map(({ reason }) => reason);

it('sends what waits for a site that was taken away, then takes its records and photos off the phone, however often it is killed in between', async () => {
  const page = await phone.page();
  await report(page, '门口的大装置');
  await until(async () => (await photosOn(page)).map(({ state }) => state), ['verified'], 20_000);
  await until(async () => (await siteRows(page)).includes('静安快闪店'), true);

  // Without a network: three before the end, two after it.
  front.cut();
  await tap(page, 'entered', 3);
  await until(() => waitingFacts(page, 'people-counted'), 3);
  const end = await lastWrittenAt(page) + 1;
  await tap(page, 'entered', 2);
  await until(() => waitingFacts(page, 'people-counted'), 5);
  await shop.clock.moveTo(at('14:20'));
  await shop.set('membership-ended', { membership: await membershipOf(shop), scope: 'site:ja', until: end });

  // Killed on the answer that tells it to leave, before or after it is taken to heart; its photos are out of reach.
  await page.evaluate(holdPhotos);
  const told = Promise.withResolvers<void>();
  let isTold = false;
  await phone.context.route('**/trpc/sync.pull', async (route) => {
    if (isTold) return; // dead before this is answered
    const answer = await route.fetch().catch(() => undefined);
    if (!answer) return route.abort('connectionreset'); // the network is not back yet
    isTold = (await answer.text()).includes('"remove":["site:ja"]');
    await route.fulfill({ response: answer });
    if (isTold) told.resolve();
  });
  front.mend();
  await told.promise;
  await phone.kill();
  expect(await counted()).toBe(3);
  expect(await refused()).toEqual(['not-allowed', 'not-allowed']);

  // Killed between its two databases: the records are gone, the photos are held by somebody else.
  await phone.start();
  await phone.context.addInitScript(holdPhotos);
  await (await phone.page()).goto(`${front.url}/floor/count`);
  await until(async () => siteRows(await phone.page()), '', 20_000);
  expect(await photosOn(await phone.page())).toHaveLength(1);
  await phone.kill();

  await phone.reopen();
  const last = await phone.page();
  await until(() => photosOn(last), [], 20_000);
  expect(await siteRows(last)).toBe('');
  expect(await rawCaches(last)).not.toContain('静安快闪店');
  // Of what they wrote themselves nothing is lost, and nothing is sent again.
  const outbox = await keptFacts(last);
  expect(outbox.filter(({ state }) => state === 'quarantined')).toHaveLength(2);
  expect(outbox.filter(({ state }) => state === 'pending')).toHaveLength(0);
  expect(await counted()).toBe(3);

  // And they are told why nothing is here any more.
  await last.getByText(words('floor_access_ended_title')).waitFor();
  await last.getByText(words('floor_access_ended_attention', { n: 2 })).waitFor();
  await last.goto(`${front.url}/floor/count`);
  await last.getByText(words('floor_access_ended_title')).waitFor();
  // Nothing waits, so there is nothing to hand over.
  expect(await last.getByRole('button', { name: words('shift_export') }).count()).toBe(0);
  await last.getByRole('button', { name: words('settings_leave') }).waitFor();
  // Whoever takes the phone over is asked who they are before anything counts under the name that is left here.
  await last.goto(`${front.url}/join?code=${await shop.code('operator')}`);
  await last.getByText(words('join_known_title', { name: '林小满' })).waitFor();
  await last.getByRole('button', { name: words('join_known_other') }).click();
  await last.getByRole('alertdialog').getByRole('button', { name: words('settings_leave') }).click();
  await last.getByLabel(words('join_name_label')).fill('王小雨');
  await last.getByRole('button', { name: words('join_submit') }).click();
  await last.getByText(words('join_done_body', { name: '王小雨' })).waitFor();
  await startShift(last, { ...shop, url: front.url }, 'greeter');
  await tap(last, 'entered', 1);
  await until(counted, 4, 15_000);
  const { rows } = await shop.app.db.pool.query<{ n: string }>(`SELECT count(DISTINCT author) AS n FROM fact WHERE name = 'people-counted'`);
  expect(Number(rows[0]?.n)).toBe(2);
});

/** Everything of the site that lies in what was read from the server, as text. */
async function siteRows(page: Page): Promise<string> {
  const cached = Object.entries(await rawDatabases(page)).filter(([name]) => /\/cache\/(records|tallies|scopes)$/.test(name));
  return cached.flatMap(([, rows]) => rows.filter((row) => (row as { readonly scope: string }).scope === 'site:ja')).map((row) => JSON.stringify(row)).join('\n');
}

async function photosOn(page: Page): Promise<readonly { readonly state: string }[]> {
  const rows = Object.entries(await rawDatabases(page)).filter(([name]) => name.endsWith('/photos/photos'));
  return rows.flatMap(([, photos]) => photos as readonly { readonly state: string }[]);
}

async function lastWrittenAt(page: Page): Promise<number> {
  const taps = (await keptFacts(page)).filter(({ fact }) => fact.name === 'people-counted');
  return Math.max(...taps.map(({ fact }) => fact.at + fact.offset));
}

async function membershipOf({ app }: Shop): Promise<string> {
  const { rows } = await app.db.pool.query<{ id: string }>(`SELECT id FROM record WHERE kind = 'membership' AND scope = 'desk' AND data->>'scope' = 'site:ja'`);
  return rows[0]?.id ?? '';
}

/** Runs in the page: somebody else has the photos of this phone for as long as the page lives. */
function holdPhotos(): void {
  void indexedDB.databases().then((databases) => {
    for (const { name = '' } of databases) {
      if (name.endsWith('/photos')) void navigator.locks.request(name, () => new Promise(() => {}));
    }
  });
}

async function report(page: Page, text: string): Promise<void> {
  await page.getByRole('link', { name: words('count_report') }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'noise.png', mimeType: 'image/png', buffer: noisePng(300) });
  await page.locator('.photos .photo img').waitFor();
  await page.getByLabel(words('report_text')).fill(text);
  await page.getByRole('button', { name: words('report_send'), exact: true }).click();
  await page.locator('.pad-tap').first().waitFor();
}

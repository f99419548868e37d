import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { openDevice, type Device, type DeviceOptions } from './browser.ts';
import { planner, type Shop } from './shop.ts';
import { words } from './words.ts';

/** A phone that has joined the site, with a shift at the door begun and the app kept for offline. */
export async function openPhone(shop: Shop, role: 'operator' | 'lead' = 'operator', name = '林小满', options: Omit<DeviceOptions, 'origin'> = {}): Promise<Device> {
  const device = await openDevice({ origin: shop.url, ...options });
  const page = await device.page();
  await join(page, shop, role, name);
  await workerReady(page);
  return device;
}

/** Opens a join link and answers its one question; and whether they are who left something here under that name. */
export async function join(page: Page, shop: Pick<Shop, 'url' | 'code'>, role: 'operator' | 'lead', name = '林小满', isBack = false): Promise<void> {
  await page.goto(`${shop.url}/join?code=${await shop.code(role)}`);
  await page.getByLabel(words('join_name_label')).fill(name);
  await page.getByRole('button', { name: words('join_submit') }).click();
  if (isBack) await page.getByRole('button', { name: words('join_back_yes'), exact: true }).click();
  await page.getByRole('button', { name: words('install_continue') }).or(page.getByRole('button', { name: words('install_later') })).click();
}

/** Starts a shift at a post and shows its pads. */
export async function startShift(page: Page, shop: Pick<Shop, 'url'>, post: 'greeter' | 'lead' | 'till' = 'lead'): Promise<void> {
  await page.goto(`${shop.url}/floor/shift`);
  await page.getByRole('radio', { name: words(`post_${post}`) }).check();
  await page.getByRole('button', { name: `${words('shift_start')} · ${words(`post_${post}`)}` }).click();
  await page.locator('.pad-tap').first().waitFor();
}

/** Turns to a page of pads; a lead's post has three. */
export async function turnTo(page: Page, number: number): Promise<void> {
  await page.getByRole('button', { name: words('count_page', { n: number }), exact: true }).click();
}

/** Sells one piece for so many yuan. */
export async function sell(page: Page, yuan: number): Promise<void> {
  await page.locator('[data-counter=receipt] .pad-tap').click();
  await page.getByLabel(words('sale_amount')).fill(String(yuan));
  await page.getByRole('button', { name: words('sale_save'), exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Reports an issue with a picture and a few words. */
export async function report(page: Page, text: string): Promise<void> {
  await page.getByRole('link', { name: words('count_report') }).click();
  await attachPicture(page);
  await page.getByLabel(words('report_text')).fill(text);
  await page.getByRole('button', { name: words('report_send'), exact: true }).click();
  await page.locator('.pad-tap').first().waitFor();
}

/** Takes a photo with whatever camera the page asks for. */
export async function attachPicture(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(picture);
  await page.locator('.photos .photo').waitFor();
}

/** Any photo will do: it is decoded, made smaller and encoded again by the phone. */
const picture = fileURLToPath(new URL('../../../apps/web/public/icon-512.png', import.meta.url));

/** Taps a pad, slower than the guard against double taps. */
export async function tap(page: Page, counter: string, times: number): Promise<void> {
  const pad = page.locator(`[data-counter=${counter}] .pad-tap`);
  for (let done = 0; done < times; done += 1) {
    await pad.click();
    await page.waitForTimeout(130);
  }
}

/** The number on a pad. */
export async function padNumber(page: Page, counter: string): Promise<number> {
  return Number((await page.getByTestId(`pad-${counter}-number`).innerText()).replace(/\D/g, ''));
}

/** A planner signed in at the desk. */
export async function openDesk(shop: Shop): Promise<Device> {
  const device = await openDevice({ origin: shop.url, viewport: { width: 1_440, height: 900 }, phone: false });
  await signIn(await device.page(), shop);
  return device;
}

/** Signs in with email and password. */
export async function signIn(page: Page, shop: Shop): Promise<void> {
  await page.goto(`${shop.url}/sign-in`);
  await page.locator('input[name=email]').fill(planner.email);
  await page.locator('input[name=password]').fill(planner.password);
  await page.getByRole('button', { name: words('desk_sign_in_submit') }).click();
  await page.waitForURL(/\/desk/);
}

/** Waits until the app would start without a network. */
export async function workerReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** Waits until something is true, as long as every poll of these tests; says what it was when it never is. */
export async function until<Value>(what: () => Promise<Value>, expected: Value, timeout = 20_000): Promise<void> {
  await expect.poll(what, { timeout, interval: 50 }).toEqual(expected);
}

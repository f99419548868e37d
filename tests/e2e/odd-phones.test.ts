import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevice, type Device } from './harness/browser.ts';
import { openFront, type Front } from './harness/front.ts';
import { join, openPhone, padNumber, startShift, tap, until, workerReady } from './harness/people.ts';
import { at, openShop, type Shop } from './harness/shop.ts';
import { waitingFacts } from './harness/storage.ts';
import { wordsLike } from './harness/words.ts';

const dayMs = 86_400_000;
let shop: Shop;
let front: Front;

beforeAll(async () => {
  shop = await openShop();
  front = await openFront(shop.url);
});
afterAll(async () => {
  await front?.stop();
  await shop?.stop();
});

const counted = async () => (await shop.counts())['people-counted'] ?? 0;
const here = () => ({ ...shop, url: front.url });

describe.each([['ahead', dayMs], ['behind', -dayMs]] as const)('a phone whose clock is a day %s', (name, by) => {
  it('counts in the hour in which it happened, also what was tapped while the clock was set, is flagged for that, and shows it on its pads all the while', async () => {
    const phone = await openDevice({ origin: front.url });
    try {
      await phone.context.addInitScript(setClock, shop.clock.now() + by - Date.now());
      const page = await phone.page();
      await join(page, here(), 'operator', `钟表 ${name}`);
      await startShift(page, here(), 'greeter');
      await workerReady(page);
      for (const worker of phone.context.serviceWorkers()) await worker.evaluate(setClock, shop.clock.now() + by - Date.now());
      const before = await counted();
      await until(() => padNumber(page, 'entered'), before, 15_000);
      await tap(page, 'entered', 2);
      const pad = () => padNumber(page, 'entered');
      await until(() => flagsOf(name), { ok: 2 }, 15_000);
      // Every answer is heard: what is measured from here on is measured by the clock that was set.
      await page.getByTestId('sync-pill').getByText(wordsLike('sync_sent')).waitFor({ timeout: 15_000 });
      await page.waitForTimeout(2_000);
      // Set right while there is no network, and opened again: what the phone knows of the server's time is a day off.
      await phone.context.setOffline(true);
      await turnClock(phone, -by);
      await page.waitForTimeout(1_500);
      expect(await pad()).toBe(before + 2);
      await tap(page, 'entered', 3);
      await page.waitForTimeout(2_000);
      expect(await pad()).toBe(before + 5);
      await page.reload();
      await until(pad, before + 5, 15_000);
      await phone.context.setOffline(false);
      await until(() => flagsOf(name), { ok: 2, 'offset-changed': 3 }, 20_000);
      await page.waitForTimeout(2_000);
      expect(await pad()).toBe(before + 5);

      // And with a network: wrong again, noticed with the next tap, and set right.
      await turnClock(phone, by);
      await tap(page, 'entered', 1);
      await until(() => flagsOf(name), { ok: 2, 'offset-changed': 4 }, 20_000);
      await until(pad, before + 6, 15_000);
      await page.getByTestId('sync-pill').getByText(wordsLike('sync_sent')).waitFor({ timeout: 15_000 });
      await page.waitForTimeout(2_000);
      await turnClock(phone, -by);
      await page.waitForTimeout(1_500);
      expect(await pad()).toBe(before + 6);
      expect(await hours()).toEqual([at('14:00')]);
    } finally {
      await phone.close();
    }
  });
});

describe('a phone whose profile was copied', () => {
  it('and the copy lose nothing and count nothing twice, what waited before the copy included', async () => {
    const phone = await openPhone(here(), 'operator', '原机');
    const devices: Device[] = [phone];
    try {
      const page = await phone.page();
      await startShift(page, here(), 'greeter');
      await phone.keeps('fieldloop');
      const before = await counted();
      await until(() => padNumber(page, 'entered'), before, 15_000);
      await tap(page, 'entered', 2);
      await until(() => flagsOf('原机'), { ok: 2 }, 15_000);
      await until(() => waitingFacts(page), 0);
      front.cut();
      await tap(page, 'entered', 2);
      await until(() => padNumber(page, 'entered'), before + 4);
      await until(() => waitingFacts(page, 'people-counted'), 2);
      await phone.kill();

      const copy = await openDevice({ origin: front.url, copyOf: phone.profile });
      devices.push(copy);
      await phone.start();
      const pages = await Promise.all(devices.map(async (device) => {
        const opened = await device.page();
        await opened.goto(`${front.url}/floor/count`);
        await until(() => padNumber(opened, 'entered'), before + 4, 20_000);
        return opened;
      }));
      await Promise.all(pages.map((each, index) => tap(each, 'entered', 3 + index)));
      front.mend();
      await Promise.all(pages.map((each) => each.reload()));
      for (const each of pages) await until(() => padNumber(each, 'entered'), before + 2 + 2 + 3 + 4, 40_000);
      const { rows } = await shop.app.db.pool.query<{ ids: string; devices: string }>(
        `SELECT count(*) AS ids, count(DISTINCT device) AS devices FROM fact WHERE name = 'people-counted' AND author = (${personNamed})`, ['原机']);
      expect(rows.map(({ ids, devices: of }) => [Number(ids), Number(of)])).toEqual([[11, 2]]);
      expect((await shop.app.db.pool.query('SELECT 1 FROM quarantine')).rows).toEqual([]);
    } finally {
      front.mend();
      for (const device of devices) await device.close();
    }
  });
});

const personNamed = `SELECT id FROM record WHERE kind = 'person' AND scope = 'desk' AND data->'name'->>'value' = $1`;

/** How the times of somebody's counts were found, by how many. */
async function flagsOf(name: string): Promise<Readonly<Record<string, number>>> {
  const author = name === '原机' ? name : `钟表 ${name}`;
  const { rows } = await shop.app.db.pool.query<{ clock: string; n: string }>(
    `SELECT clock, count(*) AS n FROM fact WHERE name = 'people-counted' AND author = (${personNamed}) GROUP BY clock`, [author]);
  return Object.fromEntries(rows.map(({ clock, n }) => [clock, Number(n)]));
}

/** The hours in which anybody was counted. */
async function hours(): Promise<readonly number[]> {
  const { rows } = await shop.app.db.pool.query<{ start: string }>(`SELECT DISTINCT start FROM tally WHERE counter = 'entered'`);
  return [...new Set(rows.map(({ start }) => Math.floor(Number(start) / 3_600_000) * 3_600_000))];
}

/** Sets the clock of a phone, which its pages and its worker share. */
async function turnClock(phone: Device, by: number): Promise<void> {
  const move = (more: number) => moveClock(more);
  await (await phone.page()).evaluate(move, by);
  for (const worker of phone.context.serviceWorkers()) await worker.evaluate(move, by);
}

declare function moveClock(by: number): void;

/** Runs in a page before its first script, and in a worker: another clock, which `moveClock` sets. Kept through a reload as a phone's is. */
function setClock(by: number): void {
  const RealDate = Date;
  const { localStorage: kept } = globalThis as { readonly localStorage?: Storage };
  let shift = Number(kept?.getItem('clock-under-test') ?? by);
  globalThis.Date = class extends RealDate {
    constructor(...parts: [] | ConstructorParameters<typeof RealDate>) {
      if (parts.length === 0) super(RealDate.now() + shift);
      else super(...parts);
    }
    static override now(): number {
      return RealDate.now() + shift;
    }
  } as DateConstructor;
  Object.assign(globalThis, {
    moveClock(more: number) {
      shift += more;
      kept?.setItem('clock-under-test', String(shift));
    },
  });
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from './harness/browser.ts';
import { openDesk, openPhone, padNumber, report, sell, startShift, tap, turnTo, until } from './harness/people.ts';
import { openShop, type Shop } from './harness/shop.ts';

describe('a phone without a network', () => {
  let shop: Shop;
  let phone: Device;
  let desk: Device;

  beforeAll(async () => {
    shop = await openShop();
    [phone, desk] = [await openPhone(shop), await openDesk(shop)];
  });
  afterAll(async () => {
    await phone?.close();
    await desk?.close();
    await shop?.stop();
  });

  it('keeps 50 counts, 3 sales and an issue with a photo through the death of its browser, and the open desk shows them within 2 s of the network', async () => {
    const page = await phone.page();
    await startShift(page, shop, 'lead');
    await phone.context.setOffline(true);

    await tap(page, 'entered', 20);
    await tap(page, 'passedBy', 30);
    expect(await padNumber(page, 'entered')).toBe(20);
    await turnTo(page, 2);
    for (const yuan of [259, 318.5, 199]) await sell(page, yuan);
    await report(page, '门口那个大装置把路挡了一半');

    await phone.keeps('fieldloop_phone');
    await phone.kill();
    await phone.reopen({ offline: true });
    const again = await phone.page();
    await again.goto(`${shop.url}/floor/count`);
    await until(() => padNumber(again, 'entered'), 20);
    await until(() => padNumber(again, 'passedBy'), 30);
    await turnTo(again, 2);
    await until(() => padNumber(again, 'receipt'), 3);
    await again.goto(`${shop.url}/floor/entries`);
    await again.getByText('门口那个大装置把路挡了一半').first().waitFor();

    const planner = await desk.page();
    await planner.goto(`${shop.url}/desk/now`);
    await planner.getByText('静安快闪店').first().waitFor();
    expect(await planner.getByText('门口那个大装置把路挡了一半').count()).toBe(0);
    const began = Date.now();
    await phone.context.setOffline(false);
    await planner.getByText('门口那个大装置把路挡了一半').filter({ visible: true }).first().waitFor({ timeout: 10_000 });
    const shown = Date.now() - began;
    const { rows } = await shop.app.db.pool.query<{ name: string; n: string }>('SELECT name, count(*) n FROM fact GROUP BY name');
    const facts = Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
    expect(facts).toMatchObject({ 'people-counted': 50, 'sale-recorded': 3, 'item-opened': 1 });
    expect(shown).toBeLessThan(2_000);
  });
});

import { availableParallelism, loadavg } from 'node:os';
import { ruleDefaults } from '@fieldloop/domain/rules';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFakePushService, type FakePushService } from '../fixtures/fake-push-service.ts';
import { popUpOn } from '../integration/alerts/pop-up.ts';
import type { Device } from './harness/browser.ts';
import { pictureOnFailure } from './harness/failures.ts';
import { deliver, subscribe } from './harness/notifications.ts';
import { attachPicture, openDesk, openPhone, padNumber, report, sell, startShift, tap, turnTo, until } from './harness/people.ts';
import { at, openShop, planner, site, type Shop } from './harness/shop.ts';
import { words } from './harness/words.ts';

/** One site, one phone, one planner, in order: each step begins where the one before it ended. */
describe('from a count on a phone without a network to a measured effect', () => {
  let shop: Shop;
  let push: FakePushService;
  let phone: Device;
  let desk: Device;
  /** Facts of the simulated phones of the days before: ten quarters a day, two counters. */
  const simulated = 3 * 10 * 2;
  const issue = '门口那个大装置把路挡了一半';
  const step = '迎宾站门内右侧一米，先问好再带到主推台';

  beforeAll(async () => {
    push = await startFakePushService();
    shop = await openShop(at('09:00', '2026-06-29'), { VAPID_SUBJECT: 'mailto:ops@fieldloop.app', PUSH_ORIGINS: push.origin });
    await firstRevision(shop);
    await threeDays(shop, ['2026-06-30', '2026-07-01', '2026-07-02'], 20);
    await shop.goTo(at('14:01'));
    [phone, desk] = [await openPhone(shop, 'lead'), await openDesk(shop)];
    await subscribe(await desk.page(), push);
  });
  beforeEach(() => pictureOnFailure({ phone: () => phone, desk: () => desk }));
  afterAll(async () => {
    await phone?.close();
    await desk?.close();
    await shop?.stop();
    await push?.stop();
  });

  it('keeps 50 counts, 3 sales and an issue with a photo through the death of the browser', async () => {
    const page = await phone.page();
    await startShift(page, shop, 'lead');
    await phone.context.setOffline(true);
    await tap(page, 'entered', 6);
    await tap(page, 'passedBy', 44);
    expect(await padNumber(page, 'entered')).toBe(6);
    await turnTo(page, 2);
    for (const yuan of [259, 318.5, 199]) await sell(page, yuan);
    await report(page, issue);

    await phone.keeps('fieldloop_phone');
    await phone.kill();
    await phone.reopen({ offline: true });
    const again = await phone.page();
    await again.goto(`${shop.url}/floor/count`);
    await until(() => padNumber(again, 'entered'), 6);
    await until(() => padNumber(again, 'passedBy'), 44);
    await turnTo(again, 2);
    await until(() => padNumber(again, 'receipt'), 3);
    await again.goto(`${shop.url}/floor/entries`);
    await again.getByText(issue).first().waitFor();
  });

  it('shows all of it on the open desk within 2 s of the network coming back', async () => {
    const page = await desk.page();
    await page.goto(`${shop.url}/desk/now`);
    await page.getByText('静安快闪店').first().waitFor();
    expect(await page.getByText(issue).count()).toBe(0);
    const began = performance.now();
    await phone.context.setOffline(false);
    await page.getByText(issue).filter({ visible: true }).first().waitFor({ timeout: 10_000 });
    const took = Math.round(performance.now() - began);
    console.log(`the issue was on the open desk ${took} ms after the network came back`);
    // Two seconds on a machine that is free; one that does other work as well gets its share more.
    expect(took).toBeLessThan(2_000 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));
    await page.getByText('¥776.5').filter({ visible: true }).first().waitFor({ timeout: 10_000 });
    expect(await shop.counts()).toMatchObject({ 'people-counted': 50 + simulated, 'sale-recorded': 3, 'item-opened': 1 });
  });

  it('fires the rule once the quarter is over, into the inbox and as a push that the service worker shows', async () => {
    await shop.set('rule-set', {
      ...ruleDefaults, rule: 'rule-entry', title: '进店率低于 30%', sites: [site], plan: 'commute', effectiveFrom: at('14:00'), evaluations: 1,
      condition: {
        kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.3, recovery: 0.32,
        window: { kind: 'rolling', minutes: 15 }, minimum: 40,
      },
      notify: [planner.id],
    });
    // The quarter ends, the phone is heard of once more, and so nothing of that quarter can still be missing.
    await shop.clock.moveTo(at('14:15') + 5_000);
    await (await phone.page()).goto(`${shop.url}/floor/count`);
    await tap(await phone.page(), 'passedBy', 1);
    await until(async () => (await shop.counts())['people-counted'], 51 + simulated, 10_000);
    await shop.goTo(at('14:15') + 30_000);
    const page = await desk.page();
    await page.getByRole('button', { name: words('desk_now_take') }).waitFor({ timeout: 10_000 });
    const inbox = await shop.app.delivery.inbox.list(shop.organization.id, planner.id, { limit: 10 });
    expect(inbox.entries.map(({ kind }) => kind)).toContain('alert-fired');

    await until(async () => push.received.length > 0, true, 10_000);
    expect(push.refused).toEqual([]);
    const payload = push.received[0]?.payload ?? '';
    const [shown] = await deliver(desk.context, page, payload);
    expect(shown?.title).toBe((JSON.parse(payload) as { notification: { title: string } }).notification.title);
    expect(shown?.navigate).toMatch(/\/desk\//);
  });

  it('lets the planner take it, open a loop and publish a revision', async () => {
    const page = await desk.page();
    await page.getByRole('button', { name: words('desk_now_take') }).click();
    await page.getByRole('button', { name: words('desk_now_open_loop') }).first().click();
    await page.waitForURL(/\/desk\/loops\/./);
    await page.getByRole('link', { name: words('desk_loop_revision_write') }).click();
    await page.waitForURL(/\/desk\/revise\//);
    await page.getByLabel(words('desk_edit_name')).fill('动线与话术 v2');
    await page.getByLabel(words('desk_edit_layout')).fill('装置后移 2 米');
    await page.getByRole('button', { name: words('desk_edit_add') }).click();
    await page.getByLabel(words('desk_edit_step_zh')).last().fill(step);
    await page.getByRole('button', { name: words('desk_edit_publish'), exact: true }).click();
    await page.waitForURL(/\/desk\/loops\/./);
  });

  it('shows the phone what changed; it is acknowledged there and put in force with a photo', async () => {
    const page = await phone.page();
    await page.goto(`${shop.url}/floor/changes`);
    await page.getByText(step).first().waitFor();
    await page.getByRole('button', { name: words('revision_acknowledge') }).click();
    await page.getByText(words('revision_acknowledged', { time: '' }).trim()).first().waitFor();
    await page.goto(`${shop.url}/floor/put-in-force`);
    await attachPicture(page);
    await page.getByRole('button', { name: words('force_save') }).click();
    await until(async () => (await shop.counts())['revision-put-in-force'] ?? 0, 2, 10_000);
  });

  it('shows the planner that it was read and is in force', async () => {
    const page = await desk.page();
    await page.getByText('静安快闪店 于').first().waitFor({ timeout: 10_000 });
    const row = page.getByRole('row', { name: /林小满/ });
    await row.waitFor();
    // Delivered comes first; that it was read follows without a reload.
    await expect.poll(() => row.getByText(words('desk_loop_not_yet')).count(), { timeout: 10_000 }).toBe(0);
  });

  it('measures the effect over three days on either side, with an interval and its grade in words', async () => {
    await threeDays(shop, ['2026-07-04', '2026-07-05', '2026-07-06'], 38);
    await shop.goTo(at('22:30', '2026-07-06'));
    const page = await desk.page();
    await page.reload();
    const card = page.getByRole('region', { name: words('desk_effect_title') }).first();
    await card.getByText(words('desk_effect_grade_c')).waitFor({ timeout: 15_000 });
    expect(await card.innerText()).toMatch(/\d+\.\d 到 \+?\d+\.\d|\d+(\.\d)?[–~至-]\d+/);
  });
});

/** The plan's first revision, in force since before anyone counted. */
async function firstRevision(shop: Shop): Promise<void> {
  const photos = [{ sha256: 'ab'.repeat(32), type: 'image/jpeg', bytes: 90_000 }];
  const opened = at('10:00', '2026-06-29');
  await shop.set('plan-set', { plan: 'commute', sites: [site], name: { zh: '轻通勤', en: 'Light Commute' }, stage: 'launched', owner: planner.id });
  await shop.set('revision-published', {
    revision: 'commute@1', plan: 'commute', number: 1, title: '开店 v1', sites: [site], effectiveFrom: opened, changes: [],
    steps: [{ id: 'open', number: 1, text: { zh: '开灯，播放品牌歌单', en: 'Lights and music on' }, schedule: { kind: 'at', minutes: [600] }, evidence: [], mandatory: true }],
  });
  await shop.set('revision-put-in-force', { revision: 'commute@1', from: opened, photos }, `site:${site}`);
}

/** Phones that count every hour of some days: so many of every hundred passers-by come in. */
async function threeDays(shop: Shop, days: readonly string[], percent: number): Promise<void> {
  const counting = popUpOn(shop.app, shop.clock, shop.organization);
  for (const [index, day] of days.entries()) {
    for (let hour = 11; hour < 21; hour += 1) {
      const end = at(`${hour}:15`, day);
      if (end > shop.clock.now()) await shop.clock.moveTo(end);
      await counting.count(`counter-${index}`, end, percent + ((hour + index) % 5) - 2, 100, site);
    }
  }
}

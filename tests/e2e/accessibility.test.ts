import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../integration/test-database.ts';
import { demoValues } from '../screens/demo-values.ts';
import { openDemoWorld, type DemoWorld } from '../screens/demo-world.ts';
import { screenRoutes, type ScreenRoute, type Visitor } from '../screens/routes.ts';
import { openDesk, openPhone, openStranger, show, type Locale, type Theme } from '../screens/visitors.ts';
import { chromiumPath } from './harness/browser.ts';

const looks: readonly { locale: Locale; theme: Theme }[] = [
  { locale: 'zh-CN', theme: 'light' },
  { locale: 'zh-CN', theme: 'dark' },
  { locale: 'en', theme: 'light' },
  { locale: 'en', theme: 'dark' },
];

let database: TestDatabase;
let world: DemoWorld;
let browser: Browser;
let routes: readonly ScreenRoute[];
let pages: Record<Visitor, Page>;

beforeAll(async () => {
  database = await startTestDatabase();
  world = await openDemoWorld(database.url);
  routes = screenRoutes(await demoValues(world));
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  const [stranger, phone, desk] = [await openStranger(browser), await openPhone(browser, world), await openDesk(browser, await world.plannerLink())];
  await stranger.page.goto(world.url);
  pages = { stranger: stranger.page, phone: phone.page, desk: desk.page };
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await world?.stop();
  await database?.stop();
});

describe.each(looks)('in $locale, $theme', ({ locale, theme }) => {
  it.each(['stranger', 'phone', 'desk'] as const)('axe finds nothing serious on any screen of the %s', async (visitor) => {
    const screens = routes.filter((each) => each.visitor === visitor);
    expect(screens.length).toBeGreaterThan(1);
    const found: string[] = [];
    for (const { path } of screens) {
      await show(pages[visitor], `${world.url}${path}`, { locale, theme, size: visitor === 'desk' ? 'desk' : 'phone' });
      found.push(...(await seriousOn(pages[visitor], path)));
    }
    expect(found).toEqual([]);
  }, 600_000);
});

/** What axe calls serious or critical, as lines that name the screen, the rule and the element. */
async function seriousOn(page: Page, path: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${path}: ${id}: ${target.join(' ')}: ${any[0]?.message ?? ''}`));
}

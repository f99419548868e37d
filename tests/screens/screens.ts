import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { buildWeb } from '../../apps/server/src/http/build-web.ts';
import { chromiumPath } from '../e2e/harness/browser.ts';
import { startThrowAwayPostgres } from '../integration/setup/postgres.ts';
import { openDemoWorld, type DemoWorld } from './demo-world.ts';
import { demoValues } from './demo-values.ts';
import { screenRoutes, type ScreenRoute } from './routes.ts';
import { openDesk, openPhone, openStranger, settled, show, sizes, type Locale, type Size, type Theme } from './visitors.ts';

// `pnpm screens [--only PATTERN]`: a picture of every screen, in both languages and themes, at phone and desk size.

const { values } = parseArgs({ options: { only: { type: 'string' }, 'no-build': { type: 'boolean', default: false } } });
const only = new RegExp(values.only ?? '');
const folder = resolve(import.meta.dirname, '../../.screens');
let taken = 0;

if (!values['no-build']) buildWeb();
if (values.only === undefined) rmSync(folder, { recursive: true, force: true });
const postgres = await startThrowAwayPostgres();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
const world = await openDemoWorld(postgres.url, say);
try {
  await takeAll(browser, world);
  say(`${taken} pictures in ${folder}`);
} finally {
  await browser.close();
  await world.stop();
  await postgres.stop();
}

async function takeAll(on: Browser, shown: DemoWorld): Promise<void> {
  const routes = screenRoutes(await demoValues(shown));
  const [stranger, phone, desk] = [await openStranger(on), await openPhone(on, shown), await openDesk(on, await shown.plannerLink())];
  const deskOnPhone = await openDesk(on, await shown.plannerLink(), 'phone');
  await stranger.page.goto(shown.url);
  const pages = { stranger: stranger.page, phone: phone.page, desk: desk.page };
  const wanted = routes.filter(({ route }) => only.test(route));
  await Promise.all(
    (['stranger', 'phone', 'desk'] as const).map(async (visitor) => {
      for (const look of looks()) {
        for (const screen of wanted.filter((each) => each.visitor === visitor)) {
          const page = visitor === 'desk' && look.size === 'phone' ? deskOnPhone.page : pages[visitor];
          await takeScreen(page, shown.url, screen, look);
        }
      }
    }),
  );
  if (values.only === undefined || only.test('state')) await takeStates(on, shown, routes, phone.page, desk.page);
}

/** What a screen says when there is nothing, no network, or no such thing. */
async function takeStates(on: Browser, shown: DemoWorld, routes: readonly ScreenRoute[], phone: Page, desk: Page): Promise<void> {
  const newcomer = await openDesk(on, await shown.newcomerLink());
  for (const locale of ['zh-CN', 'en'] as const) {
    for (const { route, path } of routes.filter(({ visitor, route: each }) => visitor === 'desk' && !each.includes('$'))) {
      await show(newcomer.page, `${shown.url}${path}`, { locale, theme: 'light', size: 'desk' });
      await picture(newcomer.page, 'empty', locale, 'light', 'desk', route);
    }
    await show(phone, `${shown.url}/floor/nowhere`, { locale, theme: 'light', size: 'phone' });
    await picture(phone, 'not-found', locale, 'light', 'phone', '/floor/nowhere');
    for (const [page, size, path] of [[phone, 'phone', '/floor/count'], [phone, 'phone', '/floor'], [desk, 'desk', '/desk/now']] as const) {
      await show(page, `${shown.url}${path}`, { locale, theme: 'light', size });
      await page.context().setOffline(true);
      await page.waitForTimeout(500);
      await settled(page);
      await picture(page, 'offline', locale, 'light', size, path);
      await page.context().setOffline(false);
    }
  }
}

function looks(): readonly { locale: Locale; theme: Theme; size: Size }[] {
  return (['light', 'dark'] as const).flatMap((theme) =>
    (['zh-CN', 'en'] as const).flatMap((locale) => (Object.keys(sizes) as Size[]).map((size) => ({ locale, theme, size }))));
}

async function takeScreen(page: Page, origin: string, { route, path }: ScreenRoute, look: { locale: Locale; theme: Theme; size: Size }): Promise<void> {
  await show(page, `${origin}${path}`, look);
  await picture(page, 'screen', look.locale, look.theme, look.size, route);
}

async function picture(page: Page, kind: string, locale: Locale, theme: Theme, size: Size, route: string): Promise<void> {
  const name = route.slice(1).replaceAll('/', '-').replaceAll('$', '') || 'home';
  const into = join(folder, kind, size, `${locale}-${theme}`);
  mkdirSync(into, { recursive: true });
  await page.screenshot({ path: join(into, `${name}.png`) });
  taken += 1;
  if (taken % 20 === 0) say(`${taken} pictures`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

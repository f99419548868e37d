import type { Browser, BrowserContext, Page } from 'playwright';
import { words } from '../e2e/harness/words.ts';
import type { DemoWorld } from './demo-world.ts';

export type Theme = 'light' | 'dark';
export type Locale = 'zh-CN' | 'en';

export const sizes = { phone: { width: 360, height: 640 }, desk: { width: 1_440, height: 900 } } as const;
export type Size = keyof typeof sizes;

/** A browser of one visitor, with one page. */
export interface VisitorPage {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Somebody who has never been here: with a phone, or at a computer, where nothing has to be as large as a finger. */
export async function openStranger(browser: Browser, size: Size = 'phone'): Promise<VisitorPage> {
  const context = await browser.newContext({
    locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: sizes[size], reducedMotion: 'reduce', hasTouch: size === 'phone',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { context, page };
}

/** A lead's phone at a site, on shift, with a few taps. */
export async function openPhone(browser: Browser, world: DemoWorld, site: 'ja' | 'lv' = 'ja', post = site === 'ja' ? 'lead' : 'live'): Promise<VisitorPage> {
  const visitor = await openStranger(browser);
  const { page } = visitor;
  await page.goto(`${world.url}/join?code=${await world.code('lead', site)}`);
  await page.getByLabel(words('join_name_label')).fill('王珊');
  await page.getByRole('button', { name: words('join_submit') }).click();
  await page.getByRole('button', { name: words('install_continue') }).or(page.getByRole('button', { name: words('install_later') })).click();
  await page.goto(`${world.url}/floor/shift`);
  await page.getByRole('radio', { name: words(`post_${post}`) }).check();
  await page.getByRole('button', { name: `${words('shift_start')} · ${words(`post_${post}`)}` }).click();
  await page.waitForURL(/\/floor\/(count|live)/);
  if (site === 'ja') await tapPads(page);
  return visitor;
}

/** A few people at the door, so that the pads show numbers. */
async function tapPads(page: Page): Promise<void> {
  for (const [counter, times] of [['passedBy', 9], ['entered', 5]] as const) {
    const pad = page.locator(`[data-counter=${counter}] .pad-tap`);
    for (let done = 0; done < times; done += 1) {
      await pad.click();
      await page.waitForTimeout(150); // the guard against double taps
    }
  }
}

/** A planner at the desk, or looking at it on a phone, by a link that works once. */
export async function openDesk(browser: Browser, link: string, size: Size = 'desk'): Promise<VisitorPage> {
  const visitor = await openStranger(browser, size);
  await visitor.page.goto(link);
  await visitor.page.waitForURL(/\/desk\//);
  return visitor;
}

/** Opens an address as it looks in this language, theme and size, and waits until it stands still. */
export async function show(page: Page, url: string, look: { readonly locale: Locale; readonly theme: Theme; readonly size: Size }): Promise<void> {
  await page.setViewportSize(sizes[look.size]);
  await page.emulateMedia({ colorScheme: look.theme });
  await page.evaluate(([locale, theme]) => {
    localStorage.setItem('fieldloop.locale', locale);
    localStorage.setItem('fieldloop.theme', theme);
  }, [look.locale, look.theme] as const);
  await page.goto(url);
  await settled(page);
}

/** Nothing is being loaded and nothing changes any more. The live connection never ends, so the network does not tell. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  await still(page);
  // An answer may still be on its way, and charts are loaded when there is something to draw.
  for (const unfinished of ['[data-loading]', '[role=img] > [aria-hidden=true]:empty']) {
    if ((await page.locator(unfinished).count()) === 0) continue;
    await page.waitForFunction((selector) => document.querySelector(selector) === null, unfinished);
    await still(page);
  }
}

async function still(page: Page): Promise<void> {
  await page.evaluate(
    (quietMs) =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, quietMs);
        const end = setTimeout(resolve, 4_000);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, quietMs);
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        function done(): void {
          observer.disconnect();
          clearTimeout(end);
          resolve();
        }
      }),
    350,
  );
}

import type { Page } from 'playwright';
import { openDevice, type Device } from '../e2e/harness/browser.ts';
import { join, sell, startShift, turnTo, workerReady } from '../e2e/harness/people.ts';
import { words } from '../e2e/harness/words.ts';
import { noisePng } from '../integration/photos/sender.ts';
import { readAll, recordSaved, tapPads, type Shown } from './page-recorder.ts';

/** A phone under torture, with what it has shown so far. */
export interface Phone {
  readonly number: number;
  /** Every fact that a page of it has read back as saved, by id. */
  readonly saved: ReadonlyMap<string, Shown>;
  /** Taps on a pad; those around a kill only as far as they were saved. */
  readonly taps: number;
  /** Taps in every open tab at once. */
  tap(times: number): Promise<void>;
  also(kind: 'sale' | 'issue'): Promise<void>;
  airplane(on: boolean): Promise<void>;
  /** The radio loses the network and finds it again, which the page is told of. */
  noticeNetwork(): Promise<void>;
  kill(): Promise<void>;
  /** Starts the browser again on the same profile and turns to the pads. */
  reopen(): Promise<void>;
  /** Facts and photos that are on it right now; whatever facts it has count as saved. */
  read(): ReturnType<typeof readAll>;
  /** The number on a pad. */
  padNumber(counter: string): Promise<number>;
  /** What each tab shows, as `NAME-1.png` and so on. */
  pictures(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface PhoneSettings {
  readonly number: number;
  readonly origin: string;
  readonly code: string;
  /** Open at once on the same profile. */
  readonly tabs: number;
}

/** A phone that has joined, begun a shift and keeps the app for offline. */
export async function openTorturedPhone({ number, origin, code, tabs }: PhoneSettings): Promise<Phone> {
  const saved = new Map<string, Shown>();
  let taps = 0;
  const device = await openDevice({ origin, locale: 'zh-CN', backgroundSync: true });
  await listen(device);
  const first = await device.page();
  await join(first, { url: origin, code: () => Promise.resolve(code) }, 'lead', `林小满 ${number}`);
  await startShift(first, { url: origin });
  await workerReady(first);
  await device.keeps('fieldloop');
  await openTabs();

  async function listen({ context }: Device): Promise<void> {
    await context.exposeFunction('toldSaved', (facts: readonly Shown[]) => remember(facts));
    await context.addInitScript(recordSaved);
  }

  function remember(facts: readonly Shown[]): void {
    for (const fact of facts) saved.set(fact.id, fact);
  }

  async function read(): ReturnType<typeof readAll> {
    const all = await (await device.page()).evaluate(readAll);
    remember(all.facts);
    return all;
  }

  async function openTabs(): Promise<void> {
    const pages = device.context.pages();
    while (pages.length < tabs) pages.push(await device.context.newPage());
    await Promise.all(pages.map((page) => showPads(page)));
  }

  async function showPads(page: Page): Promise<void> {
    await page.goto(`${origin}/floor/count`);
    await page.locator('.pad-tap').first().waitFor({ timeout: 60_000 });
  }

  async function sale(page: Page): Promise<void> {
    await turnTo(page, 2);
    await sell(page, 199);
    await turnTo(page, 1);
  }

  async function issue(page: Page): Promise<void> {
    await page.getByRole('link', { name: words('count_report') }).click();
    await page.locator('input[type=file]').setInputFiles({ name: 'noise.png', mimeType: 'image/png', buffer: noisePng(300) });
    await page.locator('.photos .photo').waitFor();
    await page.getByLabel(words('report_text')).fill('试衣间排队');
    await page.getByRole('button', { name: words('report_send'), exact: true }).click();
    await page.locator('.pad-tap').first().waitFor();
  }

  return {
    number,
    saved,
    get taps() {
      return taps;
    },
    async tap(times) {
      const done = await Promise.all(device.context.pages().map((page) => page.evaluate(tapPads, times)));
      taps += done.reduce((sum, each) => sum + each, 0);
    },
    async also(kind) {
      const page = await device.page();
      await (kind === 'sale' ? sale(page) : issue(page));
    },
    airplane: (on) => device.context.setOffline(on),
    async noticeNetwork() {
      await device.context.setOffline(true);
      await device.context.setOffline(false);
    },
    kill: () => device.kill(),
    async reopen() {
      await device.start();
      await listen(device);
      await openTabs();
      await read();
      // How many taps a killed browser had seen, it took with it: what counts is what it had saved.
      taps = [...saved.values()].filter(({ name }) => name === 'people-counted').length;
    },
    read,
    async padNumber(counter) {
      const text = await (await device.page()).getByTestId(`pad-${counter}-number`).innerText();
      return Number(text.replace(/\D/g, ''));
    },
    async pictures(name) {
      for (const [index, page] of device.context.pages().entries()) await page.screenshot({ path: `${name}-${index + 1}.png` });
    },
    close: () => device.close(),
  };
}

import type { Browser } from 'playwright';
import { openFaultProxy } from './fault-proxy.ts';
import { FAULTY_MS, scheduleOf } from './schedule.ts';
import type { FaultServer } from './servers.ts';

export interface Verdict {
  readonly saved: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly stalled: number;
  readonly faults: ReadonlyMap<string, number>;
}

/** After the last fault, a saved fact has this long to arrive with the page open. */
const PATIENCE_MS = 60_000;

/** One client through one schedule, in a browser profile and an origin of its own. */
export async function runSchedule(browser: Browser, server: FaultServer, files: ReadonlyMap<string, string>, seed: number): Promise<Verdict> {
  const schedule = scheduleOf(seed);
  const proxy = await openFaultProxy(schedule, server.port, files);
  const context = await browser.newContext();
  const ids: string[] = [];
  let page = await context.newPage();
  const open = async (): Promise<void> => {
    await page.goto(`${proxy.origin}/__page/index.html${server.query}`);
    await page.evaluate(async () => void (await window.engine));
  };
  try {
    await open();
    const began = performance.now();
    const at = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, began + ms - performance.now())));
    proxy.begin();
    const saving: Promise<void>[] = [];
    let opening: Promise<void> | undefined;
    const killing = schedule.killed && (async ({ from, until }) => {
      await at(from);
      await page.close();
      opening = (async () => {
        await at(until);
        page = await context.newPage();
        await open();
      })();
      await opening;
    })(schedule.killed);
    for (const [index, moment] of schedule.saves.entries()) {
      saving.push((async () => {
        await at(moment);
        await opening;
        try {
          ids.push(await page.evaluate(async (each) => (await window.engine).save(each), index));
        } catch {
          // The page was closed before the engine had said "saved": nothing was promised.
        }
      })());
    }
    await Promise.all([...saving, killing]);
    await at(FAULTY_MS);
    const patience = performance.now() + PATIENCE_MS;
    let effects = await server.effects(ids);
    while (effects.some((times) => times === 0) && performance.now() < patience) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      effects = await server.effects(ids);
    }
    const missing = effects.filter((times) => times === 0).length;
    const pending = missing === 0 ? 0 : await page.evaluate(async () => (await window.engine).pending());
    // An engine that cannot say what it still has is given the benefit: late, not lost.
    const stalled = pending < 0 ? missing : Math.min(missing, pending);
    return { saved: ids.length, lost: missing - stalled, duplicated: effects.filter((times) => times > 1).length, stalled, faults: proxy.counts };
  } finally {
    await context.close();
    await proxy.close();
  }
}

import type { Browser, Page } from 'playwright';
import type { FaultEngine } from './engines.ts';
import { openFaultProxy } from './fault-proxy.ts';
import type { Lane } from './fault-server.ts';
import { FAULTY_MS, scheduleOf } from './schedule.ts';
import { syncEvent } from './sync-event.ts';

/** What became of the facts of one schedule. */
export interface Verdict {
  readonly seed: number;
  readonly saved: number;
  readonly lost: number;
  readonly duplicated: number;
  /** Those that would be, had the server looked at the key of each request; where requests carry one. */
  readonly duplicatedWithKey?: number | undefined;
  readonly stalled: number;
  /** Seconds from the last fault until all had arrived and the engine had nothing left to send. */
  readonly healed: number;
  readonly faults: Readonly<Record<string, number>>;
}

/** After the last fault, a saved fact has this long to arrive with the page open. */
const PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 100;

/** One client through one schedule, in a browser profile and an origin of its own. */
export async function runSchedule(browser: Browser, engine: FaultEngine, lane: Lane, files: ReadonlyMap<string, string>, seed: number): Promise<Verdict> {
  const schedule = scheduleOf(seed);
  const { server } = lane;
  const proxy = await openFaultProxy(schedule, server.port, files);
  const context = await browser.newContext();
  const ids: string[] = [];
  let killed = 0;
  let page = await context.newPage();
  const open = async (): Promise<void> => {
    await page.goto(`${proxy.origin}/__page/index.html${lane.query}`);
    await page.evaluate(async () => void (await window.engine));
  };
  try {
    await server.start();
    await open();
    const began = performance.now();
    const at = (ms: number): Promise<void> => sleep(Math.max(0, began + ms - performance.now()));
    proxy.begin();
    let opening: Promise<void> | undefined;
    const closing = schedule.killed && (async ({ from, until }) => {
      await at(from);
      await page.close();
      killed += 1;
      opening = (async () => {
        await at(until);
        page = await context.newPage();
        await open();
      })();
      await opening;
    })(schedule.killed);
    const killing = schedule.serverKilled && (async ({ from, until }) => {
      await at(from);
      await server.kill();
      await at(until);
      await server.start();
    })(schedule.serverKilled);
    const saving = schedule.saves.map(async (moment, index) => {
      await at(moment);
      try {
        await opening;
        ids.push(await page.evaluate(async (each) => (await window.engine).save(each), index));
      } catch {
        // The page was closed before the engine had said "saved", or the engine refused: nothing was promised.
      }
    });
    for (const end of await Promise.allSettled([closing, killing])) if (end.status === 'rejected') throw end.reason;
    await at(FAULTY_MS);
    const healing = performance.now();
    // What is not called saved by then is not promised; closing the page ends the question.
    const over = sleep(PATIENCE_MS);
    await Promise.race([Promise.all(saving), over]);
    const saved = [...ids];
    const { times, withKey, healed } = await heal(page, engine, lane, saved, healing);
    const missing = saved.filter((_id, index) => times[index] === 0);
    const stalled = missing.length === 0 ? 0 : await page.evaluate(async (which) => (await window.engine).holds(which), missing);
    return {
      seed, saved: saved.length, lost: missing.length - stalled, stalled, healed,
      duplicated: twice(times), ...(withKey && { duplicatedWithKey: twice(withKey) }),
      faults: { ...Object.fromEntries(proxy.counts), 'page closed': killed, 'server killed': schedule.serverKilled ? 1 : 0, 'cut off': schedule.partition ? 1 : 0 },
    };
  } finally {
    await context.close();
    await proxy.close();
  }
}

/** Waits until everything has arrived and the engine wants to send nothing more, or patience ends. */
async function heal(page: Page, engine: FaultEngine, lane: Lane, ids: readonly string[], since: number) {
  const sync = engine.worker && (await syncEvent(page, engine.worker.tag));
  for (;;) {
    await sync?.dispatch();
    const settled = await page.evaluate(async () => (await window.engine).settled());
    const waited = performance.now() - since;
    if (settled || waited > PATIENCE_MS) {
      const { times, withKey } = await lane.effects(ids);
      if (waited > PATIENCE_MS || times.every((count) => count > 0)) return { times, withKey, healed: Number((waited / 1_000).toFixed(1)) };
    }
    await sleep(ASK_EVERY_MS);
  }
}

const twice = (times: readonly number[]): number => times.filter((count) => count > 1).length;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

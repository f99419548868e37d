import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Dexie } from 'dexie';
import { encodeStamp } from '@fieldloop/sync/protocol/stamp';
import type { Session } from './session/session.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** 14:00 at the site, by the server's clock. */
const afternoon = 1_782_108_000_000;
const today = { from: afternoon - 14 * hourMs, until: afternoon + 10 * hourMs };

let running: { session: Session; stop: () => void; pads(): Promise<number>; today(): Promise<number>; tap(): Promise<void>; now(): number } | undefined;
let mono = 0;

beforeEach(() => {
  mono = 5_000;
  vi.spyOn(performance, 'now').mockImplementation(() => mono);
});
afterEach(async () => {
  await stop();
  vi.restoreAllMocks();
  await Promise.all((await Dexie.getDatabaseNames()).map((name) => Dexie.delete(name)));
});

/** Sets the device's clock, ms. */
function clock(reads: number): void {
  vi.spyOn(Date, 'now').mockImplementation(() => reads);
}

/** Time passes; a device that sleeps has no clock that runs on but the one that can be set. */
function pass(ms: number, asleep = false): void {
  clock(Date.now() + ms);
  if (!asleep) mono += ms;
}

async function stop(): Promise<void> {
  running?.stop();
  await running?.session.close();
  running = undefined;
}

/** The app, opened: what it knew in memory is gone. */
async function open() {
  await stop();
  vi.resetModules();
  mono = 0;
  const [{ openSession }, { followServerClock, serverNow, serverTime }, { readTallies }, { siteDaySpan }] = await Promise.all([
    import('./session/session.ts'), import('./server-clock.ts'), import('./reading.ts'), import('../ui/site-time.ts'),
  ]);
  const session = openSession({ organization: 'o', person: 'lin', tallies: true });
  await session.outbox.identity(() => 'device-1');
  const stopClock = followServerClock(session);
  const sum = async (range: { from: number; until: number }) =>
    (await readTallies(session, 'ja', range)).reduce((all, { n }) => all + n, 0);
  running = {
    session,
    stop: stopClock,
    now: serverNow,
    // As the screen of the pads asks.
    pads: () => {
      const { from, to } = siteDaySpan(serverNow(), 'Asia/Shanghai');
      return sum({ from, until: to });
    },
    today: () => sum(today),
    tap: async () => void (await session.write({ name: 'people-counted', version: 1, scope: 'site:ja', payload: { shift: 's', counter: 'entered', count: 1 } })),
  };
  const row = await session.outboxDatabase.device.get('current');
  if (row?.epoch !== undefined) await vi.waitFor(() => expect(serverTime()).toBeDefined());
  return running;
}

/** The server answers: its time, as it is. */
async function hear(session: Session, serverTime: number): Promise<void> {
  await session.outbox.setEpoch('e', undefined);
  await session.outbox.heard(serverTime - Date.now(), encodeStamp({ ms: serverTime, counter: 0, device: 'device-1' }));
  // What is live tells it a moment later.
  await new Promise((resolve) => setTimeout(resolve, 30));
}

const rowsOf = (n: number) => ({
  epoch: 'e', remove: [], applied: undefined,
  pages: [{
    scope: 'site:ja' as const, before: undefined, after: { cursor: 1, round: 1, tallied: 1 }, rows: [], completes: true,
    tallies: [{ start: afternoon - hourMs, counter: 'entered' as const, method: 'full' as const, n, version: 1 }],
  }],
});

it.each([['ahead', dayMs], ['behind', -dayMs], ['ahead by hours', 15 * hourMs], ['behind by hours', -15 * hourMs]])(
  'shows today when a clock that was %s is set right without a network, and after a restart', async (_, by) => {
    clock(afternoon + by);
    let phone = await open();
    await phone.session.cache.apply(rowsOf(7));
    await hear(phone.session, afternoon);
    expect(await phone.pads()).toBe(7);
    await phone.tap();
    expect(await phone.pads()).toBe(8);

    pass(10 * 60_000);
    clock(Date.now() - by);
    expect(await phone.pads()).toBe(8);
    await phone.tap();
    await phone.tap();
    expect(await phone.pads()).toBe(10);
    expect(await phone.today()).toBe(10);

    phone = await open();
    expect(await phone.pads()).toBe(10);
    pass(hourMs);
    await phone.tap();
    expect(await phone.pads()).toBe(11);

    await hear(phone.session, afternoon + 70 * 60_000);
    expect(await phone.pads()).toBe(11);
    await phone.tap();
    expect([await phone.pads(), await phone.today()]).toEqual([12, 12]);
  });

it('knows at once that a clock was set right by minutes while the page ran', async () => {
  clock(afternoon - 30 * 60_000);
  const phone = await open();
  await hear(phone.session, afternoon);
  pass(5 * 60_000);
  clock(afternoon + 5 * 60_000);
  expect(phone.now()).toBe(afternoon + 5 * 60_000);
});

it('shows today when the battery was empty and the clock begins anew', async () => {
  clock(afternoon);
  let phone = await open();
  await phone.session.cache.apply(rowsOf(7));
  await hear(phone.session, afternoon);
  await phone.tap();
  clock(0);
  phone = await open();
  await phone.tap();
  expect([await phone.pads(), await phone.today()]).toEqual([9, 9]);
});

it('takes a night asleep for what it is, whatever the clock says', async () => {
  for (const by of [0, dayMs, -dayMs, 2 * hourMs, -2 * hourMs]) {
    clock(afternoon + by);
    const phone = await open();
    await hear(phone.session, afternoon);
    pass(12 * hourMs, true);
    expect(phone.now()).toBe(afternoon + 12 * hourMs);
    await phone.tap();
    expect(await phone.today()).toBe(0);
    await phone.session.outboxDatabase.facts.clear();
  }
});

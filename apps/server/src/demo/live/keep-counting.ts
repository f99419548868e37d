import { setTimeout } from 'node:timers/promises';
import type { App } from '../../app.ts';
import { networkInProcess } from '../play/network-in-process.ts';
import { simulatedPhone, type SimulatedPhone } from '../play/simulated-phone.ts';
import type { Calendar } from '../story/calendar.ts';
import { dayAt } from '../story/calendar.ts';
import type { CastId } from '../story/cast.ts';
import { liveDay } from './live-day.ts';

/** Real time between two looks at the clock: at 30 times the speed, fifteen seconds of the shop's. */
const lookMs = 500;

/** Phones that go on counting day after day, by the server's own clock, until the server stops. */
export async function keepCounting(app: App, organization: string, calendar: Calendar): Promise<void> {
  const phones = new Map<CastId, SimulatedPhone>();
  const inUse = new Set<CastId>();
  for (let day = dayAt(calendar, app.clock.now()); ; day += 1) {
    const facts = liveDay(calendar, day);
    for (let next = 0; next < facts.length; ) {
      await setTimeout(lookMs, undefined, { signal: app.stopping });
      const now = app.clock.now();
      for (; (facts[next]?.at ?? Infinity) <= now; next += 1) {
        const fact = facts[next];
        if (!fact) break;
        const phone = phones.get(fact.by) ?? (await simulatedPhone(fact.by, networkInProcess(app, organization, fact.by), now));
        phones.set(fact.by, phone);
        await phone.act(fact);
        if (fact.name === 'shift-started') inUse.add(fact.by);
        if (fact.name === 'shift-ended') inUse.delete(fact.by);
      }
      await Promise.all([...phones.values()].filter(({ who, waiting }) => waiting || inUse.has(who)).map((phone) => phone.sync(app.clock.now())));
    }
  }
}

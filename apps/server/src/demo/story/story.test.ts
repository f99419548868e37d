import * as z from 'zod/mini';
import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import type { FactName, Payloads } from '@fieldloop/domain/payloads';
import { executionOf } from '@fieldloop/domain/step-schedule';
import { stepsFor } from '@fieldloop/domain/records/revision';
import { describe, expect, it } from 'vitest';
import { dateOf, dayAt, instantOf, midnightOf, testCalendar } from './calendar.ts';
import { distribute, quarters } from './distribute.ts';
import { firstDayOfV2, frozenDay, frozenDays } from './frozen-days.ts';
import { hoursOf } from './hours.ts';
import { frozenSessions, sessionId } from './live-room.ts';
import { stepsV1, stepsV2 } from './procedure.ts';
import { jingan } from './places.ts';
import type { ScriptedFact } from './script.ts';
import { story } from './story.ts';
import { receiptsOf } from './till.ts';

const facts = story(testCalendar);

function written<Name extends FactName>(name: Name): readonly (ScriptedFact & { readonly payload: Payloads[Name] })[] {
  return facts.filter((fact) => fact.name === name) as unknown as readonly (ScriptedFact & { readonly payload: Payloads[Name] })[];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function onDay(day: number) {
  const within = ({ at }: { at: number }) => dayAt(testCalendar, at) === day;
  const counted = (counter: string) => sum(written('people-counted').filter(within).filter(({ payload }) => payload.counter === counter).map(({ payload }) => payload.count));
  const sales = written('sale-recorded').filter(within).map(({ payload }) => payload);
  return {
    day,
    passers: counted('passedBy') + counted('entered'), entered: counted('entered'), triedOn: counted('triedOn'),
    receipts: sales.length, units: sum(sales.map(({ units }) => units)), sales: sum(sales.map(({ amountMinor }) => amountMinor)) / 100,
    contacts: sum(written('contact-added').filter(within).map(({ payload }) => payload.count)),
  };
}

describe('the frozen days', () => {
  it('add up to the two fortnights', () => {
    const total = (key: 'passers' | 'entered' | 'triedOn' | 'receipts' | 'units' | 'sales' | 'contacts', v2: boolean) =>
      sum(frozenDays.filter(({ day }) => day >= firstDayOfV2 === v2).map((day) => day[key]));
    const keys = ['passers', 'entered', 'triedOn', 'receipts', 'units', 'sales', 'contacts'] as const;
    expect(keys.map((key) => total(key, false))).toEqual([31_817, 3_819, 232, 118, 138, 33_673, 36]);
    expect(keys.map((key) => total(key, true))).toEqual([31_743, 12_061, 2_542, 1_193, 1_577, 379_066, 786]);
  });

  it.each(frozenDays)('day $day is told to the unit', ({ weather: _weather, events: _events, ...totals }) => {
    expect(onDay(totals.day)).toEqual(totals);
  });
});

describe('hours and quarters', () => {
  it('splits by largest remainder, ties to the earlier', () => {
    expect(distribute(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(distribute(7, [0.5, 0.3, 0.2])).toEqual([4, 2, 1]);
    expect(quarters(6)).toEqual([2, 2, 1, 1]);
    expect(() => distribute(3, [0, 0])).toThrow(RangeError);
  });

  it('gives day 12 the hours that its alert was seen in', () => {
    const { passers, entered } = hoursOf(frozenDay(12));
    expect(passers).toEqual([71, 107, 196, 160, 107, 107, 107, 160, 232, 231, 178, 125]);
    expect(entered).toEqual([8, 12, 19, 17, 13, 14, 13, 15, 22, 27, 23, 15]);
  });

  const until = (day: number, time: string) => {
    const before = written('people-counted').filter(({ at }) => at >= midnightOf(testCalendar, day) && at < instantOf(testCalendar, day, time));
    const of = (counter: string) => sum(before.filter(({ payload }) => payload.counter === counter).map(({ payload }) => payload.count));
    return { passedBy: of('passedBy'), entered: of('entered') };
  };

  it('has 17 of 152 come in by 11:45 of day 12, and too few to judge half an hour before', () => {
    expect(until(12, '11:45')).toEqual({ passedBy: 135, entered: 17 });
    expect(sum(Object.values(until(12, '11:30')))).toBe(125);
    expect(sum(Object.values(until(12, '11:15')))).toBeLessThan(100);
  });

  it('stands at 402 of 1,102 on day 27 at 14:30, with forty receipts of ¥12,153', () => {
    expect(until(27, '14:30')).toEqual({ passedBy: 700, entered: 402 });
    const receipts = receiptsOf(testCalendar, frozenDay(27)).filter(({ at }) => at < instantOf(testCalendar, 27, '14:30'));
    expect([receipts.length, sum(receipts.map(({ amountMinor }) => amountMinor))]).toEqual([40, 1_215_300]);
  });

  it('sells only while open, and for something', () => {
    for (const day of frozenDays) {
      for (const { at, amountMinor, units } of receiptsOf(testCalendar, day)) {
        expect(at).toBeGreaterThanOrEqual(instantOf(testCalendar, day.day, '10:00'));
        expect(at).toBeLessThan(instantOf(testCalendar, day.day, '22:00'));
        expect(amountMinor).toBeGreaterThan(0);
        expect(units).toBeGreaterThanOrEqual(1);
      }
    }
  });
});

describe('what is told besides', () => {
  it('has the reasons of each fortnight', () => {
    const reasons = (v2: boolean) => {
      const told = written('left-without-buying').filter(({ at }) => dayAt(testCalendar, at) >= firstDayOfV2 === v2);
      return Object.fromEntries([...Map.groupBy(told, ({ payload }) => payload.reason)].map(([reason, each]) => [reason, each.length]));
    };
    expect(reasons(false)).toEqual({ 'just-looking': 51, 'no-time': 34, 'size-missing': 21, price: 17, style: 14, queue: 3 });
    expect(reasons(true)).toEqual({ 'just-looking': 390, 'size-missing': 212, queue: 164, price: 148, style: 121, 'no-time': 63 });
  });

  it('lets only the white shirt in M go missing four times an hour, on day 27', () => {
    const asks = written('size-missing-asked').filter(({ at }) => at >= instantOf(testCalendar, 19, '10:00'));
    const often = [...Map.groupBy(asks, ({ payload }) => `${payload.style}/${payload.size}`)].flatMap(([goods, each]) =>
      each.filter(({ at }, index) => index >= 3 && at - (each[index - 3]?.at ?? 0) < 3_600_000).map(({ at }) => [goods, dayAt(testCalendar, at)]));
    expect(often).toEqual([['YL-S01-白/M', 27]]);
  });

  it('returns 2, 9 and 11 receipts, each sold before', () => {
    const returned = written('refund-recorded').filter(({ payload }) => payload.source === 'store');
    expect([...Map.groupBy(returned, ({ at }) => dayAt(testCalendar, at))].map(([day, each]) => [day, each.length])).toEqual([[10, 2], [24, 9], [28, 11]]);
    const sales = new Map(written('sale-recorded').map((sale) => [sale.payload.sale, sale]));
    for (const { payload, at } of returned) {
      const sale = sales.get(payload.sale);
      expect(sale).toMatchObject({ at: payload.orderedAt, payload: { amountMinor: payload.amountMinor } });
      expect(sale?.at).toBeLessThan(at);
    }
    expect(new Set(returned.map(({ payload }) => payload.sale)).size).toBe(22);
  });

  it.each(frozenSessions)('live session $number reads to its totals', (session) => {
    const readings = written('live-reading').filter(({ payload }) => payload.session === sessionId(session)).map(({ payload }) => payload);
    expect(readings).toHaveLength(4);
    for (const key of ['exposure', 'viewer', 'impression', 'click', 'order', 'follow', 'contact', 'reached', 'reserved'] as const) {
      expect(sum(readings.map(({ delta }) => delta[key] ?? 0)), key).toBe(session[key]);
      expect(readings.at(-1)?.total[key]).toBe(session[key]);
    }
    expect(sum(readings.map(({ delta }) => delta.gmvMinor ?? 0))).toBe(session.gmv * 100);
    const refunds = written('refund-recorded').filter(({ payload }) => payload.sale.startsWith(`${sessionId(session)}-order`));
    expect([refunds.length, sum(refunds.map(({ payload }) => payload.amountMinor))]).toEqual([session.refunds, session.refunded * 100]);
  });

  it('carries out the procedure as told: 425 of 462, then 19, 29 and 32 of 34, then 358 of 374', () => {
    const answers = written('step-completed').filter(({ scope }) => scope === 'site:ja');
    const byDay = frozenDays.map(({ day }) => {
      const runs = [...Map.groupBy(answers.filter(({ payload }) => payload.day === dateOf(testCalendar, day)), ({ payload }) => payload.step)].map(([step, each]) => ({
        step, day: dateOf(testCalendar, day), revision: each[0]?.payload.revision ?? 'x@1',
        answers: Object.fromEntries(each.map(({ at, payload }) => [payload.slot, {
          value: { done: payload.done, at, evidence: payload.evidence }, stamp: '', device: '', by: '', version: 1,
        }])),
      }));
      const steps = stepsFor(day < firstDayOfV2 ? stepsV1 : stepsV2, 'ja');
      const result = executionOf(steps, runs, jingan, midnightOf(testCalendar, day));
      return { done: sum(result.map(({ done }) => done)), due: sum(result.map(({ due }) => due)) };
    });
    const total = (from: number, to: number) => [sum(byDay.slice(from - 1, to).map(({ done }) => done)), sum(byDay.slice(from - 1, to).map(({ due }) => due))];
    expect([total(1, 14), total(15, 15), total(16, 16), total(17, 17), total(18, 28)]).toEqual([[425, 462], [19, 34], [29, 34], [32, 34], [358, 374]]);
  });

  it('tells the loop minute by minute', () => {
    const at = (name: FactName, match: object) => {
      const found = facts.find((fact) => fact.name === name && Object.entries(match).every(([key, value]) => (fact.payload as unknown as Record<string, unknown>)[key] === value));
      return found && [dayAt(testCalendar, found.at), new Date(found.at + 8 * 3_600_000).toISOString().slice(11, 16)];
    };
    expect(at('rule-set', { rule: 'rule-entry-rate' })).toEqual([11, '17:30']);
    expect(at('item-opened', { item: 'issue-1' })).toEqual([5, '18:20']);
    expect(at('loop-decided', { loop: 'loop-18' })).toEqual([12, '13:20']);
    expect(at('check-passed', { check: 'check-hours' })).toEqual([12, '14:40']);
    expect(at('revision-published', { revision: 'commute@2' })).toEqual([13, '18:40']);
    expect(at('revision-put-in-force', { revision: 'commute@2' })).toEqual([15, '09:20']);
    const joined = written('signal-joined').map(({ at: when, payload }) => [payload.signal.id, when]);
    expect(joined).toHaveLength(8);
    for (const [, when] of joined) expect(when).toBeLessThan(instantOf(testCalendar, 12, '13:15'));
  });

  it('has no shared target before the meeting of day 11, and writes no alert itself', () => {
    expect(Math.min(...written('target-set').map(({ at }) => at))).toBeGreaterThan(instantOf(testCalendar, 11, '16:00'));
    expect(facts.filter(({ name }) => ['alert-fired', 'alert-cleared', 'alert-would-have-fired'].includes(name))).toEqual([]);
  });

  it('writes only what its facts accept', () => {
    for (const { name, payload } of facts) {
      const value = typeof payload === 'function' ? payload({ device: 'device-1', firingAlert: () => 'alert-1' }) : payload;
      const read = z.safeParse(deskFacts.get(name)?.payload as z.ZodMiniType, value);
      if (!read.success) expect.fail(`${name} ${JSON.stringify(value)}`);
    }
  }, 60_000);

  it('is the same every time it is told', () => {
    expect(JSON.stringify(story(testCalendar)) === JSON.stringify(facts)).toBe(true);
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import type { Tally } from '../facts/tally.ts';
import { dayNumber, frozenDays, talliesOf } from '../testing/frozen-days.ts';
import { instantOf } from '../time/local-time.ts';
import { openPeriods } from '../time/opening.ts';
import { evaluateRule } from './evaluate.ts';
import { previewRule } from './preview.ts';
import type { Rule } from './rule.ts';
import type { RuleEvent, RuleState } from './rule-state.ts';
import { ruleDefaults } from './rule.ts';

const timeZone = 'Asia/Shanghai';
const hours = { opens: 600, closes: 1_320, timeZone };
const quarter = 15 * 60_000;
const at = (day: number, clock: string) => {
  const [hour, minute] = clock.split(':').map(Number);
  return instantOf(dayNumber(day), hour! * 60 + minute!, timeZone);
};
const tallies: Tally[] = frozenDays.flatMap((frozen, index) =>
  talliesOf(frozen, { inForce: index < 14 ? 'commute@1' : 'commute@2' }),
);
const entryRule: Rule = {
  ...ruleDefaults,
  id: 'rule-1',
  title: '进店率 < 20%',
  sites: ['ja'],
  condition: {
    kind: 'rate',
    metric: 'entry-rate',
    direction: 'below',
    level: 0.2,
    recovery: 0.22,
    window: { kind: 'rolling', minutes: 120 },
    minimum: 100,
  },
  effectiveFrom: at(12, '10:00'),
};

/** Runs the rule every quarter as the server does, with phones that sync at once. */
function live(rule: Rule, from: number, to: number) {
  let state: RuleState | undefined;
  const events: (RuleEvent & { now: number })[] = [];
  for (let now = from; now <= to; now += quarter) {
    const talliesFrom = now - 27 * 3_600_000;
    const outcome = evaluateRule(rule, state, {
      site: 'ja',
      now,
      tallies: tallies.filter(({ start }) => start >= talliesFrom && start < now),
      talliesFrom,
      closedUpTo: now,
      periods: openPeriods(hours, now - 48 * 3_600_000, now + 1),
    });
    state = outcome.state;
    events.push(...outcome.events.map((event) => ({ ...event, now })));
  }
  return { state, events };
}

describe('the entry rule of the pop-up', () => {
  it('would have fired on 11 of 11 days when it was set', () => {
    const preview = previewRule(entryRule, {
      site: 'ja',
      tallies,
      periods: openPeriods(hours, at(1, '00:00'), at(11, '23:00')),
    });
    expect(preview).toMatchObject({ days: 11, firedDays: 11, notEnoughDays: 0 });
  });

  it('previews only what is closed, and says on which days there was too little', () => {
    const periods = openPeriods(hours, at(1, '00:00'), at(11, '23:00'));
    const early = previewRule(entryRule, { site: 'ja', tallies, periods, closedUpTo: at(2, '11:00') });
    expect(early.firings.every((firing) => firing.at <= at(2, '11:00'))).toBe(true);
    expect(early.firedDays).toBe(1);
    const demanding: Rule = { ...entryRule, condition: { ...entryRule.condition, minimum: 100_000 } as Rule['condition'] };
    expect(previewRule(demanding, { site: 'ja', tallies, periods })).toMatchObject({ days: 11, firedDays: 0, notEnoughDays: 11 });
  });

  it('fires on day 12 at 11:45 with 17 of 152, once, goes on over two nights, and clears on day 15', () => {
    const { events, state } = live(entryRule, at(12, '09:00'), at(15, '22:30'));
    expect(events.map((event) => event.type)).toEqual(['fired', 'cleared']);
    const [fired, cleared] = events;
    expect(fired).toMatchObject({
      type: 'fired',
      at: at(12, '11:45'),
      rule: 'rule-1',
      site: 'ja',
      evidence: { metric: 'entry-rate', numerator: 17, denominator: 152, level: 0.2, direction: 'below' },
    });
    if (fired?.type !== 'fired') throw new Error('the first event is the firing');
    expect(fired.evidence.low).toBeCloseTo(0.071, 3);
    expect(fired.evidence.high).toBeCloseTo(0.172, 3);
    expect(cleared).toMatchObject({ type: 'cleared', alert: fired.alert, why: 'recovered', firedAt: fired.at });
    expect(cleared!.at).toBeGreaterThan(at(15, '10:00'));
    expect(cleared!.at).toBeLessThan(at(15, '14:00'));
    expect(state?.groups['']?.machine.phase).toBe('inactive');
  });

  it('stays quiet after the revision', () => {
    const after = { ...entryRule, effectiveFrom: at(16, '10:00') };
    expect(live(after, at(16, '09:00'), at(20, '22:30')).events).toEqual([]);
    const preview = previewRule(entryRule, {
      site: 'ja',
      tallies,
      periods: openPeriods(hours, at(15, '00:00'), at(28, '23:00')),
    });
    expect(preview).toMatchObject({ days: 14, firedDays: 0 });
  });

  it('with one evaluation and n ≥ 40 fires after the first quarters of a bad day', () => {
    const quick: Rule = {
      ...entryRule,
      id: 'rule-story',
      evaluations: 1,
      condition: { kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.3, recovery: 0.32, window: { kind: 'rolling', minutes: 60 }, minimum: 40 },
    };
    const { events } = live(quick, at(12, '09:00'), at(12, '12:00'));
    // 18 people a quarter: 40 are reached with the third.
    expect(events[0]).toMatchObject({ type: 'fired', at: at(12, '10:45') });
  });
});

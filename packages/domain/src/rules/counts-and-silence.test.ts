import { describe, expect, it } from 'vitest';
import { tallyOf } from '../testing/frozen-days.ts';
import type { RuleInput } from './evaluate.ts';
import { evaluateRule } from './evaluate.ts';
import { previewRule } from './preview.ts';
import type { Rule } from './rule.ts';
import { ruleDefaults } from './rule.ts';
import type { RuleEvent, RuleState } from './rule-state.ts';

const quarter = 15 * 60_000;
const open = Date.UTC(2026, 6, 18, 2);
const end = (number: number) => open + number * quarter;
const periods = [{ from: open, to: end(48), day: '2026-07-18' }];

function play(rule: Rule, upTo: number, input: (number: number) => Partial<RuleInput>) {
  let state: RuleState | undefined;
  const events: RuleEvent[] = [];
  for (let number = 1; number <= upTo; number++) {
    const now = end(number);
    const outcome = evaluateRule(rule, state, {
      site: 'ja', now, tallies: [], talliesFrom: open - 100 * quarter, closedUpTo: now, periods, ...input(number),
    });
    state = outcome.state;
    events.push(...outcome.events);
  }
  return { state, events, types: events.map((event) => `${event.type} ${event.group}@${(event.at - open) / quarter}`.replace(' @', '@')) };
}

const missingSize: Rule = {
  ...ruleDefaults,
  id: 'rule-3',
  title: 'same size asked for again and again',
  sites: ['ja'],
  condition: { kind: 'count', counter: 'sizeMissing', atLeast: 4, minutes: 60, groupBy: 'detail' },
  effectiveFrom: open,
  evaluations: 1,
};
const ask = (number: number, detail: string, n = 1) =>
  tallyOf({ start: end(number - 1), counter: 'sizeMissing', n, detail });

describe('a rule on counts', () => {
  const asks = [ask(2, 'S01-white/M'), ask(3, 'S01-white/M', 2), ask(3, 'P02/L', 3), ask(5, 'S01-white/M')];

  it('fires for the style and size that reached the number, and for no other', () => {
    const { events } = play(missingSize, 5, (n) => ({ tallies: asks.filter(({ start }) => start < end(n)) }));
    expect(events).toEqual([
      expect.objectContaining({
        type: 'fired',
        group: 'S01-white/M',
        at: end(5),
        evidence: expect.objectContaining({ metric: 'sizeMissing', detail: 'S01-white/M', numerator: 4, level: 4 }),
      }),
    ]);
  });

  it('is not held back by a silent site: what was asked was asked', () => {
    expect(play(missingSize, 5, () => ({ tallies: asks, inhibited: true })).types).toEqual(['fired S01-white/M@5']);
  });

  it('clears when the window has passed', () => {
    const { types } = play(missingSize, 12, (n) => ({ tallies: asks.filter(({ start }) => start < end(n)) }));
    expect(types).toEqual(['fired S01-white/M@5', 'cleared S01-white/M@7']);
  });

  it('without groups adds everything up', () => {
    const any: Rule = { ...missingSize, condition: { ...missingSize.condition, groupBy: 'nothing' } as Rule['condition'] };
    const { types } = play(any, 3, (n) => ({ tallies: asks.filter(({ start }) => start < end(n)) }));
    expect(types).toEqual(['fired@3']);
  });

  it('of one kind only leaves the others out', () => {
    const price: Rule = {
      ...missingSize,
      condition: { kind: 'count', counter: 'complaint', atLeast: 3, minutes: 120, groupBy: 'nothing', detail: 'price' },
    };
    const complaint = (number: number, detail: string) =>
      tallyOf({ start: end(number - 1), counter: 'complaint', n: 1, detail });
    const mixed = [complaint(1, 'price'), complaint(1, 'queue'), complaint(2, 'price')];
    expect(play(price, 2, () => ({ tallies: mixed })).events).toEqual([]);
    const third = [...mixed, complaint(2, 'price')];
    expect(play(price, 2, () => ({ tallies: third })).types).toEqual(['fired@2']);
  });

  it('finds a group that only late facts brought', () => {
    const { types } = play(missingSize, 6, (n) => ({ tallies: n < 6 ? [] : [ask(2, 'T04/S', 4)] }));
    expect(types).toEqual(['would-have-fired T04/S@2']);
  });

  it('forgets groups that have been quiet for a day', () => {
    const once = [ask(1, 'B05/-')];
    const day = 24 * 4;
    const longDay = [{ from: open, to: end(200), day: '2026-07-18' }];
    const { state } = play(missingSize, day + 10, () => ({ tallies: once, periods: longDay }));
    expect(Object.keys(state?.groups ?? {})).toEqual(['']);
  });

  it('can be tried on past days', () => {
    const preview = previewRule(missingSize, { site: 'ja', tallies: asks, periods });
    expect(preview).toMatchObject({ days: 1, firedDays: 1, notEnoughDays: 0 });
    expect(preview.firings).toEqual([
      expect.objectContaining({ day: '2026-07-18', at: end(5), clearedAt: end(7), group: 'S01-white/M' }),
    ]);
  });
});

const silence: Rule = {
  ...ruleDefaults,
  id: 'rule-6',
  title: 'no counts',
  sites: ['ja'],
  condition: { kind: 'silence', minutes: 30 },
  effectiveFrom: open,
  evaluations: 1,
  recoveryEvaluations: 1,
  keepFiringMinutes: 0,
};
const tap = (number: number) => tallyOf({ start: end(number - 1), counter: 'passedBy', n: 3 });

describe('a rule on silence', () => {
  const shifts = [{ from: open - 2 * quarter }];

  it('fires when nothing came for its minutes while open and on shift, and clears with the next count', () => {
    const counted = [tap(1), tap(2), tap(6)];
    const { types } = play(silence, 7, (n) => ({ tallies: counted.filter(({ start }) => start < end(n)), shifts }));
    expect(types).toEqual(['fired@4', 'cleared@6']);
  });

  it('does not wait for phones: what is missing is what does not arrive', () => {
    const { types } = play(silence, 3, () => ({ shifts, closedUpTo: open }));
    expect(types).toEqual(['fired@2']);
  });

  it('is corrected when the counts arrive late', () => {
    const { events } = play(silence, 4, (n) => ({ shifts, tallies: n < 4 ? [] : [tap(1), tap(2), tap(3), tap(4)] }));
    expect(events.map((event) => (event.type === 'cleared' ? event.why : event.type))).toEqual(['fired', 'corrected']);
  });

  it('says nothing before the first half hour is over, nor with nobody on shift', () => {
    expect(play(silence, 1, () => ({ shifts })).events).toEqual([]);
    expect(play(silence, 8, () => ({ shifts: [] })).events).toEqual([]);
    expect(play(silence, 8, () => ({ shifts: [{ from: open, to: end(1) }] })).events).toEqual([]);
  });

  it('takes a refund of an earlier day for no sign of life', () => {
    const refund = tallyOf({ start: end(1), counter: 'refund', n: 1, amountMinor: 25_900 });
    expect(play(silence, 2, () => ({ shifts, tallies: [refund] })).types).toEqual(['fired@2']);
  });
});

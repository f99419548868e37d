import { describe, expect, it } from 'vitest';
import type { Tally } from '../facts/tally.ts';
import { tallyOf } from '../testing/frozen-days.ts';
import { alertId } from './group.ts';
import type { RuleInput } from './evaluate.ts';
import { evaluateRule } from './evaluate.ts';
import type { Rule } from './rule.ts';
import { ruleDefaults } from './rule.ts';
import type { RuleEvent, RuleState } from './rule-state.ts';
import { shownPhase } from './rule-state.ts';

const quarter = 15 * 60_000;
/** Ten o'clock; quarters are numbered from it. */
const open = Date.UTC(2026, 6, 3, 2);
const end = (number: number) => open + number * quarter;
const periods = [
  { from: open - 24 * 4 * quarter, to: open - 12 * 4 * quarter, day: '2026-07-02' },
  { from: open, to: open + 48 * quarter, day: '2026-07-03' },
];

const rateRule: Rule = {
  ...ruleDefaults,
  id: 'rule-1',
  title: 'entry',
  sites: ['ja'],
  condition: {
    kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22,
    window: { kind: 'rolling', minutes: 15 }, minimum: 50,
  },
  effectiveFrom: open,
};

/** A quarter with so many entered of so many passers-by. */
function door(number: number, entered: number, passers: number): Tally[] {
  const start = end(number - 1);
  return [
    tallyOf({ start, counter: 'entered', n: entered }),
    tallyOf({ start, counter: 'passedBy', n: passers - entered }),
  ];
}

function inputOf(number: number, tallies: readonly Tally[], more: Partial<RuleInput> = {}): RuleInput {
  const now = end(number);
  return { site: 'ja', now, tallies, talliesFrom: now - 26 * 4 * quarter, closedUpTo: now, periods, ...more };
}

/** Evaluates after each of these quarters with what is known by then. */
function run(rule: Rule, steps: readonly (readonly [number, readonly Tally[], Partial<RuleInput>?])[], from?: RuleState) {
  let state = from;
  const events: RuleEvent[] = [];
  for (const [number, tallies, more] of steps) {
    const outcome = evaluateRule(rule, state, inputOf(number, tallies, more));
    state = outcome.state;
    events.push(...outcome.events);
  }
  if (state === undefined) throw new Error('at least one step');
  return { state, events, types: events.map((event) => `${event.type}@${(event.at - open) / quarter}`) };
}

const bad1 = door(1, 5, 100);
const bad2 = door(2, 6, 100);
const bad3 = door(3, 5, 100);
const good2 = door(2, 40, 100);
const good3 = door(3, 40, 100);
const good4 = door(4, 40, 100);

describe('firing and clearing', () => {
  it('fires on the second closed quarter and clears on the second good one', () => {
    const { types, events } = run(rateRule, [
      [1, bad1],
      [2, [...bad1, ...bad2]],
      [3, [...bad1, ...bad2, ...good3]],
      [4, [...bad1, ...bad2, ...good3, ...good4]],
    ]);
    expect(types).toEqual(['fired@2', 'cleared@4']);
    expect(events[0]).toMatchObject({ evidence: { numerator: 6, denominator: 100, from: end(1), until: end(2) } });
  });

  it('does the same in one evaluation as in four', () => {
    const all = [...bad1, ...bad2, ...good3, ...good4];
    const once = run(rateRule, [[4, all]]);
    expect(once.types).toEqual(['fired@2', 'cleared@4']);
    const thrice = run(rateRule, [[1, all.slice(0, 2)], [2, all.slice(0, 4)], [4, all]]);
    expect(once.state).toEqual(thrice.state);
  });

  it('judges nothing twice: the same input again changes nothing', () => {
    const first = run(rateRule, [[2, [...bad1, ...bad2]]]);
    const again = evaluateRule(rateRule, first.state, inputOf(2, [...bad1, ...bad2]));
    expect(again.events).toEqual([]);
    expect(again.state).toEqual(first.state);
  });

  it('looks at the interval, not at the point', () => {
    // 15 of 100 is below 20 %, but its interval reaches 23 %.
    const near = [...door(1, 15, 100), ...door(2, 15, 100)];
    expect(run(rateRule, [[2, near]]).events).toEqual([]);
  });

  it('judges nothing below its minimum', () => {
    const { events, state } = run(rateRule, [[2, [...door(1, 0, 49), ...door(2, 0, 49)]]]);
    expect(events).toEqual([]);
    expect(shownPhase(state, state.groups['']!)).toBe('not-enough');
  });

  it('waits for phones that have not synced', () => {
    const both = [...bad1, ...bad2];
    const waiting = run(rateRule, [[2, both, { closedUpTo: end(1) }]]);
    expect(waiting.events).toEqual([]);
    expect(waiting.state.judgedUpTo).toBe(end(1));
    expect(run(rateRule, [[3, both, { closedUpTo: end(2) }]], waiting.state).types).toEqual(['fired@2']);
  });

  it('says that it is stale when it has waited for long', () => {
    const { state } = run(rateRule, [[1, bad1], [5, bad1, { closedUpTo: end(1) }]]);
    expect(state.stale).toBe(true);
    expect(shownPhase(state, state.groups['']!)).toBe('stale');
  });

  it('holds back while the site itself is silent', () => {
    const { events, state } = run(rateRule, [[2, [...bad1, ...bad2], { inhibited: true }]]);
    expect(events).toEqual([]);
    expect(shownPhase(state, state.groups['']!)).toBe('stale');
    // When the silence is over, what was held back does not turn into alerts of the past by itself.
    expect(run(rateRule, [[2, [...bad1, ...bad2]]], state).events).toEqual([]);
  });

  it('judges nothing from before it was effective, nor outside its periods', () => {
    const later = { ...rateRule, effectiveFrom: end(1) };
    expect(run(later, [[2, [...bad1, ...bad2]]]).events).toEqual([]);
    expect(run(rateRule, [[2, [...bad1, ...bad2], { periods: [] }]]).events).toEqual([]);
  });

  it('counts a half-hourly bucket only when it is over', () => {
    const half = door(1, 5, 100).map((tally) => ({ ...tally, minutes: 30 }));
    const rolling: Rule = {
      ...rateRule,
      evaluations: 1,
      condition: { ...rateRule.condition, window: { kind: 'rolling', minutes: 30 } } as Rule['condition'],
    };
    expect(run(rolling, [[1, half], [2, half]]).types).toEqual(['fired@2']);
  });
});

describe('late facts', () => {
  it('note what would have fired, ring nobody, and ring when it goes on', () => {
    const few = door(1, 0, 10);
    const later = run(rateRule, [
      [1, few],
      [2, few],
      // The phone that was away arrives with two bad quarters.
      [2, [...bad1, ...bad2], { now: end(2) + 60_000 }],
    ]);
    expect(later.types).toEqual(['would-have-fired@2']);
    const goesOn = run(rateRule, [[3, [...bad1, ...bad2, ...bad3]]], later.state);
    expect(goesOn.types).toEqual(['fired@3']);
    const isOver = run(rateRule, [[3, [...bad1, ...bad2, ...good3]], [4, [...bad1, ...bad2, ...good3, ...good4]]], later.state);
    expect(isOver.events).toEqual([]);
    expect(isOver.state.groups['']?.machine.phase).toBe('inactive');
  });

  it('note it once', () => {
    const late = [...bad1, ...bad2];
    const noted = run(rateRule, [[2, []], [2, late]]);
    expect(noted.types).toEqual(['would-have-fired@2']);
    const more = door(2, 6, 101);
    expect(run(rateRule, [[2, [...bad1, ...more]]], noted.state).events).toEqual([]);
  });

  it('quarters judged too late ring nobody', () => {
    const { types } = run(rateRule, [[20, [...bad1, ...bad2]]]);
    expect(types).toEqual(['would-have-fired@2']);
  });

  it('come back to the same state as if they had been on time', () => {
    const onTime = run(rateRule, [[1, bad1], [2, [...bad1, ...good2]], [3, [...bad1, ...good2, ...good3]]]);
    const late = run(rateRule, [[1, []], [2, good2], [3, [...good2, ...good3]], [3, [...bad1, ...good2, ...good3]]]);
    expect(late.state.groups['']?.machine).toEqual(onTime.state.groups['']?.machine);
    expect(late.state.groups['']?.trail).toEqual(onTime.state.groups['']?.trail);
  });
});

describe('what happens over a long time', () => {
  const allDay = { periods: [{ from: open, to: end(2_000), day: '2026-07-03' }] };
  const fired = run(rateRule, [[2, [...bad1, ...bad2], allDay]]);

  it('late facts that show a recovery clear at the quarter where it was complete', () => {
    const away = run(rateRule, [[4, [...bad1, ...bad2]]], fired.state);
    expect(away.events).toEqual([]);
    const { types, events } = run(rateRule, [[5, [...bad1, ...bad2, ...good3, ...good4]]], away.state);
    expect(types).toEqual(['cleared@4']);
    expect(events[0]).toMatchObject({ why: 'recovered', firedAt: end(2) });
  });

  it('an alert older than the trail still stands when something later is corrected', () => {
    const between = (number: number) => door(number, 20, 100);
    const weeks = Array.from({ length: 108 }, (_, i) => between(i + 3)).flat();
    const old = run(rateRule, [[50, [...bad1, ...bad2, ...weeks], allDay], [110, [...bad1, ...bad2, ...weeks], allDay]], fired.state);
    expect(old.events).toEqual([]);
    const corrected = [...weeks.slice(0, -2), ...door(110, 21, 100)];
    const { events, state } = run(rateRule, [[110, [...bad1, ...bad2, ...corrected], allDay]], old.state);
    expect(events).toEqual([]);
    expect(state.groups['']).toMatchObject({ machine: { phase: 'firing', firedAt: end(2) }, alert: { firedAt: end(2) } });
  });

  it('after an outage the distant past is not made up for', () => {
    const { state } = run(rateRule, [[300, [], allDay]], fired.state);
    expect(state.judgedUpTo).toBe(end(300));
    expect(state.groups['']?.trail.length).toBeLessThanOrEqual(24 * 4);
    expect(state.groups['']?.alert).toBeDefined();
  });

  it('a bad stretch that is judged too late is noted once', () => {
    const { types } = run(rateRule, [[20, [...bad1, ...bad2, ...bad3, ...door(4, 5, 100)]]]);
    expect(types).toEqual(['would-have-fired@2']);
  });
});

describe('corrections', () => {
  const fired = run(rateRule, [[2, [...bad1, ...bad2]]]);

  it('clear an alert that no longer holds, with the reason', () => {
    const { events } = run(rateRule, [[2, [...bad1, ...good2]]], fired.state);
    expect(events).toEqual([
      expect.objectContaining({
        type: 'cleared',
        why: 'corrected',
        alert: fired.events[0]?.alert,
        firedAt: end(2),
        evidence: expect.objectContaining({ numerator: 40, denominator: 100 }),
      }),
    ]);
  });

  it('that leave it standing say so with the new numbers', () => {
    const { events, state } = run(rateRule, [[2, [...bad1, ...door(2, 9, 110)]]], fired.state);
    expect(events).toEqual([expect.objectContaining({ type: 'rejudged', evidence: expect.objectContaining({ numerator: 9, denominator: 110 }) })]);
    expect(state.groups['']?.alert).toEqual({ id: fired.events[0]?.alert, firedAt: end(2) });
  });

  it('of days that the tallies at hand do not reach change nothing', () => {
    const { events, state } = run(rateRule, [[2, [], { talliesFrom: end(2) }]], fired.state);
    expect(events).toEqual([]);
    expect(state.groups['']?.alert).toBeDefined();
  });
});

describe('levels', () => {
  const fired = run(rateRule, [[2, [...bad1, ...bad2]]]);

  it('between the level and the recovery level nothing clears', () => {
    const between = [...door(3, 21, 100), ...door(4, 21, 100)];
    const { events, state } = run(rateRule, [[4, [...bad1, ...bad2, ...between]]], fired.state);
    expect(events).toEqual([]);
    expect(state.groups['']?.machine.phase).toBe('firing');
  });

  it('above is the mirror image: the lower limit must clear the level', () => {
    const above: Rule = {
      ...rateRule,
      condition: { ...rateRule.condition, direction: 'above', level: 0.3, recovery: 0.25 } as Rule['condition'],
    };
    const perhaps = [...door(1, 35, 100), ...door(2, 35, 100)];
    expect(run(above, [[2, perhaps]]).events).toEqual([]);
    const surely = [...door(1, 45, 100), ...door(2, 45, 100)];
    expect(run(above, [[2, surely]]).types).toEqual(['fired@2']);
    const calm = [...surely, ...door(3, 24, 100), ...door(4, 24, 100)];
    expect(run(above, [[4, calm]]).types).toEqual(['fired@2', 'cleared@4']);
  });

  it('a rule for a zone looks at that zone only', () => {
    const zoned: Rule = { ...rateRule, zone: 'front' };
    expect(run(zoned, [[2, [...bad1, ...bad2]]]).events).toEqual([]);
    const front = [...bad1, ...bad2].map((tally) => ({ ...tally, zone: 'front' }));
    expect(run(zoned, [[2, front]]).types).toEqual(['fired@2']);
  });

  it('quarters with more bought than entered are left out', () => {
    const conversion: Rule = {
      ...rateRule,
      evaluations: 1,
      condition: {
        kind: 'rate', metric: 'conversion', direction: 'above', level: 0.2, recovery: 0.1,
        window: { kind: 'rolling', minutes: 30 }, minimum: 50,
      },
    };
    const shop = (number: number, entered: number, receipts: number) => [
      tallyOf({ start: end(number - 1), counter: 'entered', n: entered }),
      tallyOf({ start: end(number - 1), counter: 'receipt', n: receipts }),
    ];
    expect(run(conversion, [[2, [...shop(1, 100, 10), ...shop(2, 1, 90)]]]).events).toEqual([]);
  });

  it('day to date adds up from opening', () => {
    const day: Rule = { ...rateRule, condition: { ...rateRule.condition, window: { kind: 'day-to-date' }, minimum: 150 } as Rule['condition'] };
    const { types, events } = run(day, [[3, [...bad1, ...bad2, ...bad3]]]);
    expect(types).toEqual(['fired@3']);
    expect(events[0]).toMatchObject({ evidence: { from: open, numerator: 16, denominator: 300 } });
  });
});

describe('a changed rule', () => {
  it('clears what it had rung for and starts afresh', () => {
    const fired = run(rateRule, [[2, [...bad1, ...bad2]]]);
    const softer: Rule = { ...rateRule, condition: { ...rateRule.condition, level: 0.1, recovery: 0.11 } as Rule['condition'] };
    const { events, state } = run(softer, [[3, [...bad1, ...bad2, ...good3]]], fired.state);
    expect(events).toEqual([expect.objectContaining({ type: 'cleared', why: 'rule-changed', alert: fired.events[0]?.alert })]);
    expect(state.groups['']?.machine.phase).toBe('inactive');
  });

  it('does not ring for quarters that were judged before the change', () => {
    const calm = run(rateRule, [[2, [...door(1, 25, 100), ...door(2, 25, 100)]]]);
    const stricter: Rule = { ...rateRule, condition: { ...rateRule.condition, level: 0.4, recovery: 0.42 } as Rule['condition'] };
    const all = [1, 2, 3, 4].flatMap((number) => door(number, 25, 100));
    expect(run(stricter, [[3, all.slice(0, 6)], [4, all]], calm.state).types).toEqual(['fired@4']);
  });

  it('with another number of evaluations counts afresh', () => {
    const pending = run(rateRule, [[1, bad1]]);
    const patient = { ...rateRule, evaluations: 3 };
    const more = [...bad1, ...bad2, ...bad3];
    expect(run(patient, [[2, more.slice(0, 4)], [3, more]], pending.state).events).toEqual([]);
  });

  it('a new title or another person to tell changes nothing', () => {
    const fired = run(rateRule, [[2, [...bad1, ...bad2]]]);
    expect(run({ ...rateRule, title: 'other', notify: ['a'] }, [[2, [...bad1, ...bad2]]], fired.state).events).toEqual([]);
  });

  it('switched off clears and judges no more', () => {
    const fired = run(rateRule, [[2, [...bad1, ...bad2]]]);
    const off = run({ ...rateRule, enabled: false }, [[2, [...bad1, ...bad2]], [3, [...bad1, ...bad2, ...bad3]]], fired.state);
    expect(off.types).toEqual(['cleared@2']);
  });
});

describe('ids', () => {
  it('are derived from rule, site, group and quarter', () => {
    const { events } = run(rateRule, [[2, [...bad1, ...bad2]]]);
    expect(events[0]?.alert).toBe(alertId({ rule: rateRule, site: 'ja', group: '' }, end(2)));
  });

  it('two servers with the same data raise the same alert', () => {
    const one = run(rateRule, [[1, bad1], [2, [...bad1, ...bad2]]]);
    const other = run(rateRule, [[2, [...bad1, ...bad2]]]);
    expect(one.events).toEqual(other.events);
  });
});

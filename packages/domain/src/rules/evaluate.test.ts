import { describe, expect, it } from 'vitest';
import { bad1, bad2, bad3, door, end, good3, good4, open, rateRule, run, inputOf } from '../testing/rule-run.ts';
import { tallyOf } from '../testing/frozen-days.ts';
import { evaluateRule } from './evaluate.ts';
import { alertId } from './group.ts';
import type { Rule } from './rule.ts';
import { shownPhase } from './rule-state.ts';

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

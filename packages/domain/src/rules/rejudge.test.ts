import { describe, expect, it } from 'vitest';
import { bad1, bad2, bad3, door, end, good2, good3, good4, open, rateRule, run } from '../testing/rule-run.ts';

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

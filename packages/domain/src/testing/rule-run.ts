import type { Tally } from '../facts/tally.ts';
import type { RuleInput } from '../rules/evaluate.ts';
import { evaluateRule } from '../rules/evaluate.ts';
import type { Rule } from '../rules/rule.ts';
import { ruleDefaults } from '../rules/rule.ts';
import type { RuleEvent, RuleState } from '../rules/rule-state.ts';
import { tallyOf } from './frozen-days.ts';

export const quarter = 15 * 60_000;
/** Ten o'clock; quarters are numbered from it, the first ends at 1. */
export const open = Date.UTC(2026, 6, 3, 2);
export const end = (number: number) => open + number * quarter;
export const periods = [
  { from: open - 24 * 4 * quarter, to: open - 12 * 4 * quarter, day: '2026-07-02' },
  { from: open, to: open + 48 * quarter, day: '2026-07-03' },
];

export const rateRule: Rule = {
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
export function door(number: number, entered: number, passers: number): Tally[] {
  const start = end(number - 1);
  return [
    tallyOf({ start, counter: 'entered', n: entered }),
    tallyOf({ start, counter: 'passedBy', n: passers - entered }),
  ];
}

export function inputOf(number: number, tallies: readonly Tally[], more: Partial<RuleInput> = {}): RuleInput {
  const now = end(number);
  return { site: 'ja', now, tallies, talliesFrom: now - 26 * 4 * quarter, closedUpTo: now, periods, ...more };
}

/** Evaluates after each of these quarters with what is known by then. */
export function run(rule: Rule, steps: readonly (readonly [number, readonly Tally[], Partial<RuleInput>?])[], from?: RuleState) {
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

export const bad1 = door(1, 5, 100);
export const bad2 = door(2, 6, 100);
export const bad3 = door(3, 5, 100);
export const good2 = door(2, 40, 100);
export const good3 = door(3, 40, 100);
export const good4 = door(4, 40, 100);

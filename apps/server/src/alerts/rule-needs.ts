import { countersOf } from '@fieldloop/domain/define-metric';
import { metricOf, metrics } from '@fieldloop/domain/metrics';
import type { Rule, RuleSettings } from '@fieldloop/domain/rules';
import type { Counter } from '@fieldloop/domain/tally';
import type { TallyPart } from '../insight/read-tallies.ts';

/** The counters that a rule reads; undefined for all of them. */
export function countersOfRule({ condition }: Rule): readonly Counter[] | undefined {
  if (condition.kind === 'rate') return countersOf(metricOf(condition.metric));
  return condition.kind === 'count' ? [condition.counter] : undefined;
}

/** The parts of a bucket's key that a rule tells apart. */
export function partsOfRule(rule: Rule): readonly TallyPart[] {
  return [...(rule.zone === undefined ? [] : (['zone'] as const)), ...(rule.condition.kind === 'count' ? (['detail'] as const) : [])];
}

/** A rate rule on a metric that is no share (or was dropped from the catalogue) is left out, not an error for all. */
export function canBeJudged({ condition }: Pick<RuleSettings, 'condition'>): boolean {
  return condition.kind !== 'rate' || metrics.get(condition.metric)?.formulas[0].inference === 'proportion';
}

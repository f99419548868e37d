import * as z from 'zod/mini';
import { ruleSettings } from '../rules/rule.ts';
import { defineFact } from './define-fact.ts';
import { holds } from './fact.ts';
import { identifier } from './payload.ts';
import { deskAndSites } from './record-refs.ts';

/** An alert rule as it holds from `effectiveFrom` on; what was judged before stays judged by what held then. */
export const ruleSet = defineFact({
  name: 'rule-set',
  version: 1,
  home: 'desk',
  payload: z.extend(ruleSettings, { rule: identifier }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager', 'data-analyst'], fact.scope, at),
  subjects: ({ rule }) => [`rule:${rule}`],
  folds: ({ payload }) => deskAndSites('rule', payload.rule, payload.sites),
  sample: {
    rule: 'rule-1', title: '进店率低于 20%', sites: ['ja'], plan: 'commute',
    condition: {
      kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22,
      window: { kind: 'rolling', minutes: 120 }, minimum: 100,
    },
    effectiveFrom: 1_783_044_000_000, evaluations: 2, recoveryEvaluations: 2, keepFiringMinutes: 30,
    during: 'opening-hours', severity: 'attention', notify: ['zhou-ning'], enabled: true,
  },
});

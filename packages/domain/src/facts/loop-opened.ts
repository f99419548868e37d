import * as z from 'zod/mini';
import { defineFact } from './define-fact.ts';
import type { RecordKey } from './fact.ts';
import { holds } from './fact.ts';
import { identifier, shortText, sites, when } from './payload.ts';
import { loopAndSignals, signal } from './signal.ts';

/** Signals become something that has to be decided. Its sites get a copy, so that phones see what became of it. */
export const loopOpened = defineFact({
  name: 'loop-opened',
  version: 1,
  home: 'desk',
  payload: z.object({
    loop: identifier,
    title: shortText,
    mode: z.enum(['ordinary', 'war-room', 'audit', 'defence']),
    sites,
    signals: z.array(signal).check(z.maxLength(40)),
    plan: z.optional(identifier),
    owner: z.optional(identifier),
    /** The rule whose alerts go into this loop while it is open. */
    rule: z.optional(identifier),
    dueAt: z.optional(when),
  }),
  allowed: (actor, fact, at) => holds(actor, ['planner', 'operations-manager'], fact.scope, at),
  subjects: ({ loop, signals }): RecordKey[] => [`loop:${loop}`, ...signals.map(({ kind, id }) => `${kind}:${id}` as const)],
  folds: ({ payload }) => loopAndSignals(payload.loop, payload.sites, payload.signals),
  sample: {
    loop: 'loop-18', title: '静安进店率', mode: 'ordinary', sites: ['ja'], plan: 'commute', owner: 'zhou-ning', rule: 'rule-1',
    signals: [{ kind: 'alert', site: 'ja', id: 'rule-1.ja.1783050300000' }],
  },
});

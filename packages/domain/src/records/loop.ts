import type { RevisionRef } from '../facts/fact.ts';
import { siteOf } from '../facts/fact.ts';
import type { Payloads } from '../facts/payloads.ts';
import type { Signal } from '../facts/signal.ts';
import type { Field } from './define-record.ts';
import { defineRecord, missing, setField, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted, isStaleAtHome } from './folds-of.ts';

export type LoopStatus = 'open' | 'decided' | 'closed';

export interface JoinedSignal extends Signal {
  readonly joinedAt: number;
  readonly stamp: string;
}
export interface Decision {
  readonly text: string;
  readonly answer: Payloads['loop-decided']['answer'];
  readonly reason?: string | undefined;
  readonly checks: readonly string[];
  readonly at: number;
  readonly by: string;
}
export interface LoopRevision {
  readonly revision: RevisionRef;
  readonly publishedAt: number;
  readonly effectiveFrom: number;
  readonly sites: readonly string[];
}
export interface LoopInForce {
  readonly site: string;
  readonly revision: RevisionRef;
  readonly from: number;
  readonly by: string;
}

/**
 * Signal → decision → revision → in force → effect. Kept at the desk with a copy in each site it concerns.
 * Published, in force and closed are instants of their own, not stages: a revision may come before a decision.
 */
export interface Loop {
  readonly id: string;
  readonly title: string;
  readonly mode: Payloads['loop-opened']['mode'];
  readonly sites: readonly string[];
  readonly plan?: string | undefined;
  readonly owner?: string | undefined;
  readonly rule?: string | undefined;
  readonly dueAt?: number | undefined;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly status: Field<LoopStatus>;
  readonly signals: readonly JoinedSignal[];
  readonly decision?: Decision | undefined;
  readonly revisions: readonly LoopRevision[];
  readonly inForce: readonly LoopInForce[];
  readonly closed?: (Omit<Payloads['loop-closed'], 'loop' | 'sites'> & { readonly at: number; readonly by: string }) | undefined;
}

/** Where each status may go; a decision may be taken anew by somebody who has seen the one before. */
export const loopTransitions = {
  open: ['decided', 'closed'],
  decided: ['decided', 'closed'],
  closed: [],
} as const satisfies Record<LoopStatus, readonly LoopStatus[]>;

function mayMove(from: LoopStatus, to: LoopStatus): boolean {
  const targets: readonly LoopStatus[] = loopTransitions[from];
  return targets.includes(to);
}

function joined(signals: readonly JoinedSignal[], signal: Signal, joinedAt: number, stamp: string): readonly JoinedSignal[] {
  const known = signals.some(({ kind, site, id }) => kind === signal.kind && site === signal.site && id === signal.id);
  return known ? signals : inserted(signals, { ...signal, joinedAt, stamp }, (each) => `${each.stamp}${each.id}`);
}

export const loopRecord = defineRecord<Loop>({
  kind: 'loop',
  folds: {
    'loop-opened': (loop, { payload }, context) => {
      if (loop) return superseded;
      const { loop: id, signals, ...rest } = payload;
      const { at, author, stamp } = context;
      return {
        ...rest, id, openedAt: at, openedBy: author,
        status: setField<LoopStatus>(undefined, 'open', context),
        signals: signals.reduce<readonly JoinedSignal[]>((all, each) => joined(all, each, at, stamp), []),
        revisions: [], inForce: [],
      };
    },
    'signal-joined': (loop, { payload: { signal } }, { at, stamp }) =>
      loop ? { ...loop, signals: joined(loop.signals, signal, at, stamp) } : missing,
    'alert-fired': (loop, { scope, payload: { alert } }, { at, stamp }) =>
      loop ? { ...loop, signals: joined(loop.signals, { kind: 'alert', site: siteOf(scope) ?? '', id: alert }, at, stamp) } : missing,
    'loop-decided': (loop, fact, context) => {
      if (!loop) return missing;
      if (isStaleAtHome(loop.status, fact, context)) return superseded;
      if (!mayMove(loop.status.value, 'decided')) return { refused: 'invalid' };
      const { decision: text, answer, reason, checks = [] } = fact.payload;
      return {
        ...loop,
        status: setField<LoopStatus>(undefined, 'decided', context),
        decision: { text, answer, reason, checks, at: context.at, by: context.author },
      };
    },
    'revision-published': (loop, { payload: { revision, effectiveFrom, sites } }, { at }) => {
      if (!loop) return missing;
      return { ...loop, revisions: inserted(loop.revisions, { revision, publishedAt: at, effectiveFrom, sites }, (each) => each.publishedAt) };
    },
    'revision-put-in-force': (loop, { scope, payload: { revision, from } }, { at, author: by }) => {
      if (!loop) return missing;
      const entry = { site: siteOf(scope) ?? '', revision, from: from ?? at, by };
      return { ...loop, inForce: inserted(loop.inForce, entry, (each) => each.from) };
    },
    'loop-closed': (loop, fact, context) => {
      if (!loop) return missing;
      if (isStaleAtHome(loop.status, fact, context)) return superseded;
      if (!mayMove(loop.status.value, 'closed')) return { refused: 'invalid' };
      const { outcome, learned } = fact.payload;
      return {
        ...loop,
        status: setField<LoopStatus>(undefined, 'closed', context),
        closed: { outcome, learned, at: context.at, by: context.author },
      };
    },
  } satisfies FoldsOf<Loop>,
  promote: ({ status, owner, dueAt }) => ({ status: status.value, assignee: owner, dueAt }),
});

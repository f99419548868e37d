import type { RevisionRef } from '../facts/fact.ts';
import { siteOf } from '../facts/fact.ts';
import type { Phrase } from '../facts/payload.ts';
import type { Payloads } from '../facts/payloads.ts';
import type { Field } from './define-record.ts';
import { defineRecord, missing, setField } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted } from './folds-of.ts';

type Stage = NonNullable<Payloads['plan-set']['stage']>;

/** A plan: who owns it, where and when it runs, what may not be cut from it, and its revisions. */
export interface Plan {
  readonly id: string;
  readonly draftedAt: number;
  readonly sites: Field<readonly string[]>;
  readonly name?: Field<Phrase> | undefined;
  readonly stage: Field<Stage>;
  readonly stages: readonly { readonly stage: Stage; readonly at: number; readonly by: string }[];
  readonly owner?: Field<string> | undefined;
  readonly partner?: Field<string> | undefined;
  readonly from?: Field<number> | undefined;
  readonly until?: Field<number> | undefined;
  readonly core?: Field<readonly Phrase[]> | undefined;
  readonly note?: Field<string> | undefined;
  readonly revisions: readonly { readonly revision: RevisionRef; readonly title: string; readonly publishedAt: number }[];
  readonly inForce: readonly { readonly site: string; readonly revision: RevisionRef; readonly from: number }[];
}

export const planRecord = defineRecord<Plan>({
  kind: 'plan',
  folds: {
    'plan-set': (plan, { payload }, context) => {
      const { plan: id, sites, name, stage, owner, partner, from, until, core, note } = payload;
      const field = <Value>(before: Field<Value> | undefined, value: Value | undefined): Field<Value> | undefined =>
        value === undefined ? before : setField(before, value, context);
      const { at, author: by } = context;
      const entered = stage ?? (plan ? undefined : 'drafted');
      const stages = plan?.stages ?? [];
      return {
        id,
        draftedAt: Math.min(plan?.draftedAt ?? at, at),
        sites: setField(plan?.sites, sites, context),
        name: field(plan?.name, name),
        stage: entered === undefined && plan ? plan.stage : setField(plan?.stage, entered ?? 'drafted', context),
        stages: entered === undefined ? stages : inserted(stages, { stage: entered, at, by }, (each) => each.at),
        owner: field(plan?.owner, owner),
        partner: field(plan?.partner, partner),
        from: field(plan?.from, from),
        until: field(plan?.until, until),
        core: field(plan?.core, core),
        note: field(plan?.note, note),
        revisions: plan?.revisions ?? [],
        inForce: plan?.inForce ?? [],
      };
    },
    'revision-published': (plan, { payload: { revision, title } }, { at }) =>
      plan
        ? { ...plan, revisions: inserted(plan.revisions, { revision, title, publishedAt: at }, (each) => each.publishedAt) }
        : missing,
    'revision-put-in-force': (plan, { scope, payload: { revision, from } }, { at }) =>
      plan
        ? { ...plan, inForce: inserted(plan.inForce, { site: siteOf(scope) ?? '', revision, from: from ?? at }, (each) => each.from) }
        : missing,
  } satisfies FoldsOf<Plan>,
  promote: ({ stage, owner }) => ({ status: stage.value, assignee: owner?.value }),
});

import type { Stamp } from '../facts/fact.ts';
import type { Rule, RuleSettings } from '../rules/rule.ts';
import { defineRecord } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted } from './folds-of.ts';

export interface RuleVersion extends RuleSettings {
  readonly setAt: number;
  readonly setBy: string;
  readonly stamp: Stamp;
}

/** A rule as last set, and every version it has had: what was judged stays judged by what held then. */
export interface RuleRecord extends Rule {
  readonly setAt: number;
  readonly setBy: string;
  readonly stamp: Stamp;
  /** By `effectiveFrom`. */
  readonly versions: readonly RuleVersion[];
}

export const ruleRecord = defineRecord<RuleRecord>({
  kind: 'rule',
  folds: {
    'rule-set': (rule, { payload: { rule: id, ...settings } }, { at, author, stamp }) => {
      const version: RuleVersion = { ...settings, setAt: at, setBy: author, stamp };
      const versions = inserted(rule?.versions ?? [], version, (each) => `${String(each.effectiveFrom).padStart(16, '0')}${each.stamp}`);
      const last = versions.reduce((latest, each) => (each.stamp > latest.stamp ? each : latest), version);
      return { ...last, id, versions };
    },
  } satisfies FoldsOf<RuleRecord>,
  promote: ({ enabled }) => ({ status: enabled ? 'enabled' : 'disabled' }),
});

import type { Stamp } from '../facts/fact.ts';
import type { Payloads } from '../facts/payloads.ts';
import { defineRecord } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted } from './folds-of.ts';

export interface TargetValue {
  readonly value: number;
  readonly from: number;
  readonly until?: number | undefined;
  readonly estimate?: number | undefined;
  readonly setAt: number;
  readonly by: string;
  readonly stamp: Stamp;
}

/** What a metric should reach. Each value holds from its instant until the next one begins. */
export interface Target extends Pick<Payloads['target-set'], 'metric' | 'plan' | 'sites' | 'window' | 'days' | 'owners' | 'parent'> {
  readonly id: string;
  readonly stamp: Stamp;
  /** By `from`. */
  readonly values: readonly TargetValue[];
}

export const targetRecord = defineRecord<Target>({
  kind: 'target',
  folds: {
    'target-set': (target, { payload }, { at, author, stamp }) => {
      const { target: id, value, from, until, estimate, ...scope } = payload;
      const before = target?.values ?? [];
      const same = before.find((each) => each.from === from);
      const entry: TargetValue = { value, from, until, estimate, setAt: at, by: author, stamp };
      const values =
        same && same.stamp > stamp ? before : inserted(before.filter((each) => each !== same), entry, (each) => each.from);
      return target && target.stamp > stamp ? { ...target, values } : { ...scope, id, stamp, values };
    },
  } satisfies FoldsOf<Target>,
});

/** The value that holds at an instant, if any does. */
export function targetAt(target: Pick<Target, 'values'>, at: number): TargetValue | undefined {
  const value = target.values.findLast(({ from }) => from <= at);
  return value && (value.until === undefined || at < value.until) ? value : undefined;
}

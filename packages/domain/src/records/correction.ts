import type { Payloads } from '../facts/payloads.ts';
import type { Field } from './define-record.ts';
import { defineRecord, setField, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { isStaleAtHome } from './folds-of.ts';

type Corrected = Payloads['count-corrected'];
type Line = Corrected['lines'][number];

/**
 * What a corrected fact or bucket stands at now, and every correction with its reason. A correction of a fact
 * must start from the value it stands at. What a device counted in a bucket still grows by its own taps, so there
 * a correction is superseded when another device corrected the bucket after the author had last looked.
 */
export interface Correction {
  readonly target: Corrected['target'];
  readonly lines: Field<readonly Line[]>;
  readonly history: readonly (Pick<Corrected, 'lines' | 'reason' | 'note'> & { readonly at: number; readonly by: string })[];
}

export const correctionRecord = defineRecord<Correction>({
  kind: 'correction',
  folds: {
    'count-corrected': (correction, fact, context) => {
      const { target, lines, reason, note } = fact.payload;
      const entry = { lines, reason, note, at: context.at, by: context.author };
      if (!correction) return { target, lines: setField(undefined, lines, context), history: [entry] };
      const current = correction.lines.value;
      const moved = target.kind === 'bucket'
        ? isStaleAtHome(correction.lines, fact, context)
        : lines.some((line) => !standsAt(current, line));
      if (moved) return superseded;
      return { target, lines: setField(undefined, lines, context), history: [...correction.history, entry] };
    },
  } satisfies FoldsOf<Correction>,
  open: () => false,
});

function standsAt(current: readonly Line[], line: Line): boolean {
  const known = current.find(({ counter, zone, detail }) => counter === line.counter && zone === line.zone && detail === line.detail);
  return known === undefined || (known.to === line.from && (known.amountTo ?? 0) === (line.amountFrom ?? 0));
}

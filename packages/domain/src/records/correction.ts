import type { Payloads } from '../facts/payloads.ts';
import { bucketMs, type TallyIncrement } from '../facts/tally.ts';
import type { Amended, Field } from './define-record.ts';
import { defineRecord, setField, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { isStaleAtHome } from './folds-of.ts';

type Corrected = Payloads['count-corrected'];
type Line = Corrected['lines'][number];

/**
 * What a corrected fact or bucket stands at now, and every correction with its reason. A correction of a fact
 * must start from the value it stands at. What a device counted in a bucket still grows by its own taps, so there
 * a correction is superseded when somebody else corrected the bucket after the author had last looked.
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
      const problem = context.amended && problemOf(fact.payload, correction, context.amended);
      if (problem) return { refused: problem };
      if (!correction) return { target, lines: setField(undefined, lines, context), history: [entry] };
      const current = correction.lines.value;
      const moved = target.kind === 'bucket'
        ? correction.lines.by !== context.author && isStaleAtHome(correction.lines, fact, context)
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

/**
 * What the ledger holds against a correction. It speaks of one device: what another one wrote is not allowed. It starts
 * from what was counted and has not been corrected since, and takes no more away than that device counted there.
 */
function problemOf({ target, lines, at }: Corrected, before: Correction | undefined, amended: readonly Amended[]): 'not-allowed' | 'superseded' | undefined {
  if (amended.some(({ device }) => device !== target.device)) return 'not-allowed';
  if (target.kind === 'fact') {
    // A correction is not corrected itself: its fact is, from where it stands. And each of its counters once.
    const pads = new Set(lines.map(({ counter, zone, detail }) => JSON.stringify([counter, zone, detail])));
    if (pads.size < lines.length || amended.some(({ amends }) => amends !== undefined)) return 'superseded';
    const counted = amended.flatMap((each) => each.counted);
    const stands = lines.every((line) => isCorrected(before, line) || counted.some((each) => isCountedAs(each, line)));
    return stands ? undefined : 'superseded';
  }
  const isWithin = (instant: number): boolean => instant >= target.start && instant < target.start + bucketMs;
  // One pad at a time: what was taken from it before is in that pad's one record, whoever took it and whenever.
  const [line, ...others] = lines;
  if (!line || others.length > 0 || !isWithin(at)) return 'superseded';
  const there = amended.filter(({ amends }) => amends !== 'span').flatMap((each) => each.counted)
    .filter((each) => each.counter === line.counter && each.zone === line.zone && isWithin(each.at));
  const changes = [...(before?.history ?? []).flatMap((each) => each.lines), line].map(({ from, to }) => to - from);
  return [...there.map(({ n }) => n), ...changes].reduce((sum, n) => sum + n, 0) >= 0 ? undefined : 'superseded';
}

function isCorrected(before: Correction | undefined, { counter, zone, detail }: Line): boolean {
  return before?.lines.value.some((known) => known.counter === counter && known.zone === zone && known.detail === detail) ?? false;
}

function isCountedAs(counted: TallyIncrement, line: Line): boolean {
  const keys = ['counter', 'zone', 'method', 'segment', 'detail', 'currency'] as const;
  return keys.every((key) => counted[key] === line[key]) && counted.n === line.from && (counted.amountMinor ?? 0) === (line.amountFrom ?? 0);
}

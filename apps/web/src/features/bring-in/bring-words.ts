import { m } from '../../paraglide/messages.js';
import type { FailureReason } from '../../runtime/api/call.ts';
import type { WaitingFileReport } from '../../runtime/waiting-file/bring-waiting-file.ts';

type Listed = WaitingFileReport['listed'][number];

/**
 * Why a file was not taken, and what to do about it.
 * @param take it was to be imported, not only looked into: where no answer came, it may have been
 */
export function failureWords(reason: FailureReason, take: boolean): string {
  const words = failures[reason] ?? m.bring_failed_server;
  return take && (words === m.bring_failed_offline || words === m.bring_failed_server) ? m.bring_failed_unknown() : words();
}

const failures: Readonly<Partial<Record<FailureReason, () => string>>> = {
  offline: m.bring_failed_offline,
  unreadable: m.bring_failed_unreadable,
  'not-our-file': m.bring_failed_not_our,
  'wrong-content-type': m.bring_failed_not_our,
  'newer-file': m.bring_failed_newer,
  'damaged-file': m.bring_failed_damaged,
  'other-organization': m.bring_failed_organization,
  'author-unknown': m.bring_failed_author,
  conflict: m.bring_failed_conflict,
  'too-large': m.bring_failed_large,
  'not-signed-in': m.bring_failed_signed_out,
  'not-allowed': m.bring_not_lead,
};

/** What became of one entry, or would, in a few words. */
export function fateWords({ state, reason }: Pick<Listed, 'state' | 'reason'>): string {
  switch (state) {
    case 'damaged': return m.bring_fate_damaged();
    case 'refused': return m.bring_fate_refused();
    case 'superseded': return m.bring_fate_superseded();
    case 'waiting': return m.bring_fate_waiting();
    case 'quarantined': return held[reason ?? 'parked']();
    default: return m.bring_count_there();
  }
}

const held = {
  malformed: m.bring_fate_unreadable,
  unstorable: m.bring_fate_unreadable,
  'too-long': m.bring_fate_invalid,
  'unknown-fact': m.bring_fate_newer,
  'newer-version': m.bring_fate_newer,
  invalid: m.bring_fate_invalid,
  'wrong-scope': m.bring_fate_invalid,
  'not-allowed': m.bring_fate_not_allowed,
  'fold-failed': m.bring_fate_failed,
  parked: m.bring_fate_failed,
  dismissed: m.bring_fate_dismissed,
  deleted: m.bring_fate_deleted,
  superseded: m.bring_fate_superseded,
  'subject-missing': m.bring_fate_waiting,
} as const satisfies Record<NonNullable<Listed['reason']>, () => string>;

/** Entries that importing adds, whatever becomes of them. */
export function newIn({ applied, waiting, superseded, quarantined }: WaitingFileReport['counts']): number {
  return applied + waiting + superseded + quarantined;
}

import type { FactReason } from '@fieldloop/sync/protocol';
import { m } from '../../paraglide/messages.js';

const words = {
  malformed: m.next_again,
  unstorable: m.next_again,
  'too-long': m.next_invalid,
  'unknown-fact': m.next_server_update,
  'newer-version': m.next_server_update,
  invalid: m.next_invalid,
  'wrong-scope': m.next_invalid,
  'not-allowed': m.next_not_allowed,
  'fold-failed': m.next_invalid,
  parked: m.next_parked,
  dismissed: m.next_dismissed,
  deleted: m.next_deleted,
  superseded: m.next_superseded,
  'subject-missing': m.next_again,
} as const satisfies Record<FactReason, () => string>;

/** What a person can do about a fact of this name that was not applied. */
export function nextStep(reason: FactReason | undefined, name: string): string {
  // Whatever was corrected stands at a number that is not on this phone, so it cannot be corrected again here.
  if (reason === 'superseded' && name === 'count-corrected') return m.next_superseded_count();
  return reason === undefined ? m.next_again() : words[reason]();
}

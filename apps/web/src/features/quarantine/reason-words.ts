import type { FactReason } from '@fieldloop/sync/protocol';
import { m } from '../../paraglide/messages.js';

const words = {
  malformed: [m.desk_held_malformed, m.desk_held_malformed_note],
  unstorable: [m.desk_held_unstorable, m.desk_held_invalid_note],
  'too-long': [m.desk_held_too_long, m.desk_held_invalid_note],
  'unknown-fact': [m.desk_held_unknown, m.desk_held_unknown_note],
  'newer-version': [m.desk_held_newer, m.desk_held_unknown_note],
  invalid: [m.desk_held_invalid, m.desk_held_invalid_note],
  'wrong-scope': [m.desk_held_wrong_scope, m.desk_held_wrong_scope_note],
  'not-allowed': [m.desk_held_not_allowed, m.desk_held_not_allowed_note],
  'fold-failed': [m.desk_held_fold_failed, m.desk_held_parked_note],
  parked: [m.desk_held_parked, m.desk_held_parked_note],
  dismissed: [m.desk_held_dismissed, m.desk_held_dismissed],
  deleted: [m.desk_held_deleted, m.desk_held_deleted_note],
  superseded: [m.desk_held_superseded, m.desk_held_deleted_note],
  'subject-missing': [m.desk_held_subject_missing, m.desk_held_deleted_note],
} as const satisfies Record<FactReason, readonly [() => string, () => string]>;

/** Why it was not counted, in a word or two. */
export function reasonWords(reason: FactReason): string {
  return words[reason][0]();
}

/** What can be done about it. */
export function reasonNote(reason: FactReason): string {
  return words[reason][1]();
}

/**
 * Whether sending it once more from the desk can help. `mended`: only with another content, in the words that the server
 * knows. `never`: nothing that the desk can change stands in the way.
 */
export function sendable(reason: FactReason): 'as-it-is' | 'mended' | 'never' {
  if (reason === 'wrong-scope' || reason === 'unknown-fact') return 'never';
  return reason === 'newer-version' ? 'mended' : 'as-it-is';
}

/** What became of a fact that was sent once more and is not held any longer. */
export function sentWords(state: 'applied' | 'duplicate' | 'waiting' | 'superseded'): string {
  if (state === 'waiting') return m.desk_held_sent_waiting();
  return state === 'superseded' ? m.desk_held_sent_superseded() : m.desk_held_sent();
}

/** Those that a fact lies in quarantine for. */
export const heldReasons: readonly FactReason[] = [
  'invalid', 'not-allowed', 'parked', 'fold-failed', 'unknown-fact', 'newer-version', 'malformed', 'unstorable', 'too-long', 'wrong-scope', 'deleted',
];

import { m } from '../../paraglide/messages.js';
import type { Failure } from '../../ui/desk/failure.ts';

/** Why signing in did not work, and what to do. A link that fails is told apart from a wrong password. */
export function signInWords(failure: Failure, byLink: boolean): string {
  if (failure === 'offline') return m.desk_sign_in_offline();
  if (failure === 'too-many') return m.desk_sign_in_too_many();
  if (failure === 'server') return m.desk_sign_in_failed();
  return byLink ? m.desk_sign_in_link_used() : m.desk_sign_in_wrong();
}

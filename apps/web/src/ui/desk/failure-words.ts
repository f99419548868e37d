import { m } from '../../paraglide/messages.js';
import type { Failure } from './failure.ts';

/** One sentence per failure. */
export function failureWords(failure: Failure): string {
  return words[failure]();
}

const words: Readonly<Record<Failure, () => string>> = {
  offline: m.desk_failed_offline,
  'signed-out': m.desk_failed_signed_out,
  'not-allowed': m.desk_failed_not_allowed,
  'not-found': m.desk_failed_not_found,
  invalid: m.desk_failed_invalid,
  'too-many': m.desk_failed_too_many,
  server: m.desk_failed_server,
};

import { m } from '../../paraglide/messages.js';
import type { OutputOf } from '../../runtime/api/call.ts';
import type { TagTone } from '../../ui/desk/tag.tsx';

export type Enrolment = OutputOf<'people.enrolments'>[number];
export type EnrolmentState = 'ok' | 'expired' | 'used' | 'revoked';

/** Whether a join code still lets somebody in; revoked outranks used, used outranks expired. */
export function enrolmentState(
  { revokedAt, used, uses, expiresAt }: Pick<Enrolment, 'revokedAt' | 'used' | 'uses' | 'expiresAt'>,
  now: number,
): EnrolmentState {
  if (revokedAt !== undefined) return 'revoked';
  if (used >= uses) return 'used';
  return expiresAt <= now ? 'expired' : 'ok';
}

export function enrolmentStateWords(state: EnrolmentState): { readonly words: string; readonly tone: TagTone } {
  switch (state) {
    case 'ok':
      return { words: m.desk_enrol_state_ok(), tone: 'good' };
    case 'expired':
      return { words: m.desk_enrol_state_expired(), tone: 'neutral' };
    case 'used':
      return { words: m.desk_enrol_state_used(), tone: 'neutral' };
    case 'revoked':
      return { words: m.desk_enrol_state_revoked(), tone: 'neutral' };
  }
}

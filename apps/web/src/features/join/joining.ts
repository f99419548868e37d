import { StorageError } from '../../runtime/database/database-guard.ts';
import { ApiFailure, query } from '../../runtime/api/call.ts';
import type { FailureReason, OutputOf } from '../../runtime/api/call.ts';

export type JoinPreview = OutputOf<'people.preview'>;

/** Why somebody cannot join with this code, as the screen words it. */
export type JoinProblem = 'expired' | 'used' | 'revoked' | 'unknown' | 'offline' | 'busy' | 'full' | 'failed';

/** What the server says about a code, or the problem with it. */
export async function previewCode(code: string): Promise<JoinPreview | JoinProblem> {
  try {
    const preview = await query('people.preview', { code });
    return preview.state === 'ok' ? preview : preview.state;
  } catch (failure) {
    return problemOf(failure);
  }
}

const problems: Partial<Record<FailureReason, JoinProblem>> = {
  'code-expired': 'expired',
  'code-used': 'used',
  'code-revoked': 'revoked',
  'code-unknown': 'unknown',
  'not-found': 'unknown',
  'invalid-input': 'unknown',
  'too-many-requests': 'busy',
  offline: 'offline',
};

/** The problem behind a failed call; anything that is not an answer of ours is thrown on. */
export function problemOf(failure: unknown): JoinProblem {
  if (failure instanceof StorageError) return 'full';
  if (!(failure instanceof ApiFailure)) throw failure;
  return problems[failure.reason] ?? 'failed';
}

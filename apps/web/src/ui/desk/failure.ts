/** Why a question to the server was not answered, as far as a person can act on it. */
export type Failure = 'offline' | 'signed-out' | 'not-allowed' | 'not-found' | 'invalid' | 'too-many' | 'server';

const byReason: Readonly<Record<string, Failure>> = {
  'not-signed-in': 'signed-out',
  'wrong-credentials': 'signed-out',
  'not-allowed': 'not-allowed',
  'wrong-origin': 'not-allowed',
  'not-found': 'not-found',
  'invalid-input': 'invalid',
  conflict: 'invalid',
  'too-many-requests': 'too-many',
};

/** Reads the server's reason from an error; without one, no answer came at all. Never looks at words. */
export function failureOf(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return 'server';
  const data: unknown = 'data' in error ? error.data : undefined;
  if (typeof data !== 'object' || data === null) return 'offline';
  const reason: unknown = 'reason' in data ? data.reason : undefined;
  return typeof reason === 'string' ? (byReason[reason] ?? 'server') : 'server';
}

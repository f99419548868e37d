/** Why a question to the server was not answered, as far as a person can act on it. */
export type Failure = 'offline' | 'signed-out' | 'not-allowed' | 'not-found' | 'invalid' | 'too-many' | 'server';

const byReason: Readonly<Record<string, Failure>> = {
  'not-signed-in': 'signed-out',
  'wrong-credentials': 'signed-out',
  'link-unknown': 'signed-out',
  'not-allowed': 'not-allowed',
  'wrong-origin': 'not-allowed',
  'not-found': 'not-found',
  'invalid-input': 'invalid',
  conflict: 'invalid',
  'too-many-requests': 'too-many',
  offline: 'offline',
};

/** Reads the server's reason from an error; without one, no answer came at all. Never looks at words. */
export function failureOf(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return 'server';
  const data: unknown = 'data' in error ? error.data : undefined;
  const source = typeof data === 'object' && data !== null ? data : error;
  const reason: unknown = 'reason' in source ? source.reason : undefined;
  if (typeof reason === 'string') return byReason[reason] ?? 'server';
  return source === error ? 'offline' : 'server';
}

/** Did a server answer at all, or say why it could not? */
export function hasAnswer(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  return 'data' in error || 'reason' in error;
}

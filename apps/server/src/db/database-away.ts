import { hasCode } from '../error-code.ts';

/** No connection (08, refused, reset, timed out), shutting down or starting (57P), no resources (53). */
export const awayCodes = ['08', '53', '57P', 'ECONN', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'] as const;

/** Did this fail because PostgreSQL could not be asked, rather than by what it was asked? */
export function isDatabaseAway(error: unknown): boolean {
  return hasCode(error, ...awayCodes);
}

/** PostgreSQL names every error of its own by a code; one without is the driver's, about the connection. */
export function withConnectionCode(error: unknown): unknown {
  return error instanceof Error && error.constructor === Error && !('code' in error) ? Object.assign(error, { code: '08006' }) : error;
}

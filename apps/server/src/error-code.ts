/** Does this error, or one that it was caused by, carry a code that begins so? Libraries wrap what the driver says. */
export function hasCode(error: unknown, ...beginnings: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string' && beginnings.some((beginning) => code.startsWith(beginning))) return true;
  return hasCode(error.cause, ...beginnings);
}

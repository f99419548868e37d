/**
 * Asks once more when no answer came or the server failed. What the server refused it will refuse again, so a screen
 * says so at once.
 */
export function worthAsking(failures: number, error: unknown): boolean {
  return failures < 1 && !refused(error);
}

/** Has the server answered, and with a reason that lies in the question? */
function refused(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('data' in error)) return false;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('httpStatus' in data)) return false;
  return typeof data.httpStatus === 'number' && data.httpStatus >= 400 && data.httpStatus < 500;
}

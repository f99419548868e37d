import { pino, type Logger } from 'pino';

/** The server's log: one JSON object a line, in which nobody is named. */
export function openLog(level: string): Logger {
  return pino({ level, serializers: { error: shownError, err: shownError } });
}

interface ShownError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly stack?: string | undefined;
  readonly cause?: ShownError | undefined;
}

/**
 * What is logged of an error. Drivers hang connections, rows and parameters on theirs, and a failed query repeats its
 * parameters in its words: those may be what a person typed.
 */
export function shownError(error: unknown): ShownError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const { name, code, query } = error as Error & { code?: unknown; query?: unknown };
  const message = typeof query === 'string' ? `failed query: ${query}` : repeatsQuery(error.message, error.cause) ? 'see cause' : error.message;
  // The first lines of a stack repeat the message.
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)).join('\n');
  return {
    type: name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(frames ? { stack: frames } : {}),
    ...(error.cause === undefined ? {} : { cause: shownError(error.cause) }),
  };
}

/** A wrapper that says again what a failed query among its causes says, parameters and all. */
function repeatsQuery(message: string, cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return ('query' in cause && message.includes(cause.message)) || repeatsQuery(message, cause.cause);
}

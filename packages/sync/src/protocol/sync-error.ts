import { reasons, type ReasonPolicy, type RequestReason } from './reasons.ts';

/** A request that was refused or never answered. Decide by `reason`, never by the message. */
export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly reason: RequestReason;
  /** Milliseconds the server asks to be left alone. */
  readonly retryAfter: number | undefined;

  constructor(reason: RequestReason, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
    this.retryAfter = options.retryAfter;
  }

  get policy(): ReasonPolicy {
    return reasons[this.reason];
  }
}

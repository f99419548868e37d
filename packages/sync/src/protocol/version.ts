/** Raised when a frame changes in a way that an older peer cannot read; `wire.test.ts` guards it. */
export const PROTOCOL_VERSION = 1;

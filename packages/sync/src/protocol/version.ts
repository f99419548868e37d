/** Raised when a frame changes in a way that an older peer cannot read; `wire.test.ts` guards it. */
export const PROTOCOL_VERSION = 1;
/** The oldest protocol that may still pull: an older app is told to update first. Its pushes are always taken. */
export const OLDEST_PULL = 1;

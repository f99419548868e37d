/** One push. Small enough that a dropped upload costs under two seconds on 3G. */
export const FACTS_PER_PUSH = 500;
/** UTF-8 bytes of the facts of one push, as JSON. */
export const BYTES_PER_PUSH = 256 * 1024;
/** One fact as JSON; a larger one is refused alone, so it can never stop its neighbours. */
export const BYTES_PER_FACT = 64 * 1024;
/** Rows of one pull when the client names no limit, and the most it may ask for. */
export const ROWS_PER_PULL = 2_000;
export const MAX_ROWS_PER_PULL = 5_000;
/** Sequence numbers whose outcome one pull may ask for. */
export const ASKS_PER_PULL = 500;
/** How far ahead of the server's clock a stamp or a corrected time may lie. */
export const CLOCK_TOLERANCE_MS = 2 * 60_000;
/** How long a deleted or archived record stays visible to cursors. */
export const TOMBSTONE_MS = 90 * 86_400_000;
/** Tallies that devices hold: today and yesterday at the site, whatever its zone and daylight saving. */
export const TALLY_WINDOW_MS = 49 * 3_600_000;
/** Acknowledged facts that a device keeps, so that a restored server can be refilled. */
export const JOURNAL_MS = 14 * 86_400_000;
export const JOURNAL_FACTS = 20_000;

/** Bytes of a string in UTF-8, without an encoder (none exists in every runtime this is compiled for). */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair counts 2 of its 4 bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

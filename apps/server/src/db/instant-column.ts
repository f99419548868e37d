import { bigint } from 'drizzle-orm/pg-core';

/** An instant, ms UTC, as a 64-bit integer that reads as a number. */
export function instant(name: string) {
  return bigint(name, { mode: 'number' });
}

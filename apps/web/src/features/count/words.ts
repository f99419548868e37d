import { m } from '../../paraglide/messages.js';
import type { PadCounter } from './pads.ts';

const padNames = {
  passedBy: m.counter_passedBy,
  entered: m.counter_entered,
  triedOn: m.counter_triedOn,
  receipt: m.counter_receipt,
  contact: m.counter_contact,
} as const satisfies Record<PadCounter, () => string>;

/** A pad as named on the floor. */
export function padName(counter: PadCounter): string {
  return padNames[counter]();
}

/** How long ago the last tap was, in as few words as it takes. */
export function agoWords(elapsedMs: number): string {
  if (elapsedMs < 5_000) return m.count_just_now();
  if (elapsedMs < 60_000) return m.count_seconds_ago({ n: Math.floor(elapsedMs / 1_000) });
  return m.count_minutes_ago({ n: Math.floor(elapsedMs / 60_000) });
}

import type { Post } from '@fieldloop/domain/payload';
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

const postNames = {
  greeter: m.post_greeter,
  fitting: m.post_fitting,
  till: m.post_till,
  live: m.post_live,
  chat: m.post_chat,
  lead: m.post_lead,
} as const satisfies Record<Post, () => string>;

/** A post as named on the floor. */
export function postName(post: Post): string {
  return postNames[post]();
}

/** How long ago the last tap was, in as few words as it takes. */
export function agoWords(elapsedMs: number): string {
  if (elapsedMs < 5_000) return m.count_just_now();
  if (elapsedMs < 60_000) return m.count_seconds_ago({ n: Math.floor(elapsedMs / 1_000) });
  return m.count_minutes_ago({ n: Math.floor(elapsedMs / 60_000) });
}

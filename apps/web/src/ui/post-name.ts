import type { Post } from '@fieldloop/domain/payload';
import { m } from '../paraglide/messages.js';

const names = {
  greeter: m.post_greeter,
  fitting: m.post_fitting,
  till: m.post_till,
  live: m.post_live,
  chat: m.post_chat,
  lead: m.post_lead,
} as const satisfies Record<Post, () => string>;

/** A post as named on the floor. */
export function postName(post: Post): string {
  return names[post]();
}

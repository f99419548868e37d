import type { Post } from '@fieldloop/domain/payload';
import { useId } from 'react';
import { m } from '../../paraglide/messages.js';
import { postName } from '../../ui/post-name.ts';
import '../../ui/chips.css';
import '../../ui/label.css';

const hints = {
  greeter: m.shift_post_greeter_hint,
  fitting: m.shift_post_fitting_hint,
  till: m.shift_post_till_hint,
  live: m.shift_post_live_hint,
  chat: m.shift_post_chat_hint,
  lead: m.shift_post_lead_hint,
} as const satisfies Record<Post, () => string>;

/** Which post, each with the pads it brings. */
export function PostChoice({ posts, value, onChange }: { readonly posts: readonly Post[]; readonly value: Post; readonly onChange: (post: Post) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="field-label">{m.shift_post()}</legend>
      <div className="grid gap-2">
        {posts.map((post) => (
          <label key={post} className="chip !justify-start !text-left">
            <input type="radio" name={name} checked={value === post} onChange={() => onChange(post)} aria-label={postName(post)} aria-describedby={`${name}-${post}`} />
            <span className="min-w-0 flex-1">
              <span className="block">{postName(post)}</span>
              <span id={`${name}-${post}`} className="block text-s font-normal text-ink-3">{hints[post]()}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

import type { LeaveReason, Post } from '@fieldloop/domain/payload';
import { MessageSquareWarning, Ruler, Undo } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { withUndo } from './load-undo.ts';

/** What opens a sheet. */
export type Extra = 'sale' | 'size-missing' | 'complaint' | 'refund';

const reasons = {
  'just-looking': m.leave_just_looking,
  'size-missing': m.leave_size_missing,
  queue: m.leave_queue,
  price: m.leave_price,
  style: m.leave_style,
  'no-time': m.leave_no_time,
  other: m.leave_other,
} as const satisfies Record<LeaveReason, () => string>;

/** Does this page of pads have more than pads? */
export function hasExtras(post: Post, page: number): boolean {
  return atFitting(post, page) || atTill(post, page);
}

function atFitting(post: Post, page: number): boolean {
  return post === 'fitting' || (post === 'lead' && page === 1);
}

function atTill(post: Post, page: number): boolean {
  return post === 'till' || (post === 'lead' && page === 2);
}

interface PostExtrasProps {
  readonly post: Post;
  readonly page: number;
  readonly shift: string;
  readonly onOpen: (extra: Extra) => void;
}

/** What a post has besides pads: why somebody left, missing sizes, complaints, refunds. */
export function PostExtras({ post, page, shift, onOpen }: PostExtrasProps) {
  const leave = async (reason: LeaveReason) => {
    const { fact } = await write('left-without-buying', { shift, reason, count: 1 });
    showToast({ text: m.leave_recorded({ reason: reasons[reason]() }), action: { label: m.ui_undo(), run: () => withUndo(({ takeBackFact }) => takeBackFact(fact)) } });
  };
  const fitting = atFitting(post, page);
  const till = atTill(post, page);
  return (
    <section className="count-extras">
      {post === 'fitting' && (
        <fieldset>
          <legend>{m.count_left_title()}</legend>
          <div className="count-reasons">
            {(Object.keys(reasons) as LeaveReason[]).map((reason) => (
              <button key={reason} type="button" onClick={() => void leave(reason)}>{reasons[reason]()}</button>
            ))}
          </div>
        </fieldset>
      )}
      <div className="count-reasons">
        {fitting && <button type="button" onClick={() => onOpen('size-missing')}><Ruler aria-hidden />{m.count_size_missing()}</button>}
        {till && <button type="button" onClick={() => onOpen('refund')}><Undo aria-hidden />{m.refund_title()}</button>}
        <button type="button" onClick={() => onOpen('complaint')}><MessageSquareWarning aria-hidden />{m.count_complaint()}</button>
      </div>
    </section>
  );
}

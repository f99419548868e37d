import { Link } from '../../ui/navigation.tsx';
import { FileDiff } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { wasNoticed } from './noticed.ts';
import { useReceipt } from './use-receipt.ts';
import './revision.css';

/** One line above the work when a revision has arrived unread, or has taken effect since it was read. */
export function RevisionBanner({ floor }: { readonly floor: Floor }) {
  const { newest, inForce } = floor;
  const { ready, receipt } = useReceipt(floor, newest?.id);
  if (!newest || !ready) return null;
  const unread = receipt?.readAt === undefined;
  const tookEffect = inForce?.id === newest.id && newest.inForce.some(({ from }) => from <= serverNow() && from > (receipt?.readAt ?? 0)) && !wasNoticed(newest.id);
  if (!unread && !tookEffect) return null;
  return (
    <Link to="/floor/changes" className="revision-banner">
      <FileDiff aria-hidden />
      <span className="min-w-0 flex-1">{unread ? m.revision_banner({ title: newest.title }) : m.revision_banner_in_force({ title: newest.title })}</span>
      <span className="font-bold underline underline-offset-3">{m.revision_banner_open()}</span>
    </Link>
  );
}

import { Link } from '../../ui/navigation.tsx';
import { Bell, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { plans } from '../../runtime/identity/identity.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { Asker } from '../../ui/desk/ask-first.tsx';
import { Toaster } from '../../ui/toast.tsx';
import '../../ui/desk/desk.css';
import { NoDesk } from './no-desk.tsx';
import { DeskNotice } from './desk-notice.tsx';
import { Preferences } from './preferences.tsx';
import { Rail } from './rail.tsx';
import { SyncPill } from './sync-pill.tsx';
import { useRailCounts, useUnread } from './use-counts.ts';
import { useLiveAnswers } from './use-live-answers.ts';

/** Around every desk screen: where one can go, what waits, who is here, and how fresh everything is. */
export function DeskFrame({ children }: { readonly children: ReactNode }) {
  useLiveAnswers();
  const counts = useRailCounts();
  const who = useIdentity();
  return (
    <div className="desk-frame flex h-dvh flex-col overflow-hidden lg:flex-row">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">
        {m.desk_skip()}
      </a>
      <Rail
        counts={counts}
        head={
          <>
            <Link to="/desk/now" className="text-[1.06rem] font-bold whitespace-nowrap tracking-[-0.01em] text-ink no-underline">
              {m.desk_frame_brand()}
            </Link>
            <span className="ml-auto lg:hidden">
              <SyncPill />
            </span>
            <InboxBell />
          </>
        }
        foot={
          <div className="grid gap-3">
            <SyncPill />
            <Preferences />
            {who && (
              <Link to="/desk/account" className="truncate text-s text-ink-3 underline-offset-4 hover:underline">
                {m.desk_frame_account({ name: who.person.name, organization: who.organization.name })}
              </Link>
            )}
            <Link
              to="/floor/count"
              className="inline-flex items-center gap-1.5 text-s text-ink-3 underline-offset-4 hover:underline [&_svg]:size-3.5"
            >
              <Smartphone aria-hidden />
              {m.desk_nav_floor()}
            </Link>
          </div>
        }
      />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <DeskNotice />
        <div id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
          {who && !plans(who) ? <NoDesk /> : children}
        </div>
      </div>
      <Toaster />
      <Asker />
    </div>
  );
}

function InboxBell() {
  const unread = useUnread();
  return (
    <Link
      to="/desk/inbox"
      className="icon-button relative"
      aria-label={unread > 0 ? m.desk_inbox_open({ count: unread }) : m.desk_inbox_open_none()}
    >
      <Bell aria-hidden />
      {unread > 0 && (
        <span
          aria-hidden
          className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-critical px-1 text-center text-[0.65rem] leading-4 font-bold text-paper"
        >
          {unread > 99 ? '99' : unread}
        </span>
      )}
    </Link>
  );
}

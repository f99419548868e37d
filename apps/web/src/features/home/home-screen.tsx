import { Link } from '../../ui/navigation.tsx';
import { Camera, CalendarDays, ClipboardList, FileDiff, FileUp, Lightbulb, ListChecks, MessagesSquare, Radio, ReceiptText, Settings, Store, UserPlus, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useLeads } from '../../runtime/react/use-floor.ts';
import { useSyncStatus } from '../../runtime/react/use-sync-status.ts';
import { buttonClass } from '../../ui/button.tsx';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { List, ListLink } from '../../ui/list-row.tsx';
import { useLocale } from '../../ui/locale.ts';
import { phraseText } from '../../ui/phrase.ts';
import { postName } from '../../ui/post-name.ts';
import { Screen } from '../../ui/screen.tsx';

/** Everything an operator or a lead can do, the shift first. */
export function HomeScreen({ floor, status, banner }: { readonly floor: Floor; readonly status: ReactNode; readonly banner: ReactNode }) {
  const locale = useLocale();
  const leads = useLeads(floor.scope);
  const { waiting, photosWaiting } = useSyncStatus();
  const { site, shift } = floor;
  const unsent = waiting + photosWaiting;
  return (
    <Screen title={phraseText(site.name, locale)} note={shift ? m.shift_running({ post: postName(shift.post), time: formatClock(shift.startedAt, site.timeZone, locale) }) : undefined} trailing={status}>
      {banner}
      <div className="mb-2 grid grid-cols-[repeat(auto-fit,minmax(min(100%,8.5rem),1fr))] gap-2">
        {shift ? (
          <>
            <Link to="/floor/count" className={buttonClass('primary')}>{m.home_continue()}</Link>
            <Link to="/floor/shift" className={buttonClass('plain')}>{m.shift_title()}</Link>
          </>
        ) : (
          <Link to="/floor/shift" className={buttonClass('primary')}>{m.home_start()}</Link>
        )}
      </div>
      <h2 className="section-title">{m.home_section_work()}</h2>
      <List label={m.home_section_work()}>
        <ListLink to="/floor/report" icon={<Camera />} title={m.home_report()} />
        <ListLink to="/floor/propose" icon={<Lightbulb />} title={m.home_propose()} />
        <ListLink to="/floor/sop" icon={<ListChecks />} title={m.home_sop()} />
        <ListLink to="/floor/changes" icon={<FileDiff />} title={m.home_changes()} />
        {(site.kind === 'live-room' || shift?.post === 'live') && <ListLink to="/floor/live" icon={<Radio />} title={m.home_live()} />}
        <ListLink to="/floor/tally" icon={<ReceiptText />} title={m.home_tally()} />
      </List>
      {leads && (
        <>
          <h2 className="section-title">{m.home_section_lead()}</h2>
          <List label={m.home_section_lead()}>
            <ListLink to="/floor/issues" icon={<MessagesSquare />} title={m.home_issues()} />
            <ListLink to="/floor/day" icon={<CalendarDays />} title={m.home_day()} />
            <ListLink to="/floor/put-in-force" icon={<Wrench />} title={m.home_force()} />
            <ListLink to="/floor/enrol" icon={<UserPlus />} title={m.home_enrol()} />
            <ListLink to="/floor/bring-in" icon={<FileUp />} title={m.home_bring()} />
          </List>
        </>
      )}
      <h2 className="section-title">{m.home_section_me()}</h2>
      <List label={m.home_section_me()}>
        <ListLink to="/floor/entries" icon={<ClipboardList />} title={m.home_entries()} trailing={unsent > 0 ? m.home_entries_waiting({ n: unsent }) : undefined} />
        {!leads && <ListLink to="/floor/issues" icon={<Store />} title={m.home_issues()} />}
        <ListLink to="/floor/settings" icon={<Settings />} title={m.home_settings()} />
      </List>
    </Screen>
  );
}

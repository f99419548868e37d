import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '../../ui/navigation.tsx';
import { Inbox } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { api, queryClient } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Answer } from '../../ui/desk/answer.tsx';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { ScreenState } from '../../ui/state.tsx';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { type InboxEntry, entryWords } from './inbox-words.ts';

/** Everything that was sent to me, newest first; the record of what a push or a bot may have failed to bring. */
export function InboxPage() {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const asked = useQuery(api.inbox.list.queryOptions({ limit: 50 }));
  const read = useMutation(
    api.inbox.read.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.inbox.list.queryKey() }),
    }),
  );
  const zone = directory.sites[0]?.timeZone ?? 'UTC';
  return (
    <main className="mx-auto max-w-3xl px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead
        title={m.desk_inbox_title()}
        actions={
          (asked.data?.unread ?? 0) > 0 && <Button onClick={() => read.mutate({})}>{m.desk_inbox_read_all()}</Button>
        }
      />
      <Answer of={asked} rows={6}>
        {({ entries }) =>
          entries.length === 0 ? (
            <ScreenState icon={<Inbox />} title={m.desk_inbox_none()}>
              {m.desk_inbox_none_note()}
            </ScreenState>
          ) : (
            <ul className="desk-card p-0">
              {entries.map((entry) => (
                <Row
                  key={entry.id}
                  entry={entry}
                  locale={locale}
                  when={formatMoment(entry.at, serverNow(), zone, locale)}
                  onOpen={() => entry.readAt === undefined && read.mutate({ ids: [entry.id] })}
                />
              ))}
            </ul>
          )
        }
      </Answer>
    </main>
  );
}

function Row({
  entry,
  locale,
  when,
  onOpen,
}: {
  readonly entry: InboxEntry;
  readonly locale: Locale;
  readonly when: string;
  readonly onOpen: () => void;
}) {
  const { title, detail } = entryWords(entry, locale);
  const unread = entry.readAt === undefined;
  const edge = { critical: 'bg-critical', attention: 'bg-attention', info: 'bg-info' }[entry.severity];
  return (
    <li className="border-t border-line first:border-0">
      <Link
        href={pathOf(entry.navigate)}
        onClick={onOpen}
        className="flex items-start gap-3 px-4 py-2.5 text-ink no-underline hover:bg-line pointer-coarse:min-h-14"
      >
        <span aria-hidden className={`mt-1.5 size-2 flex-none rounded-full ${unread ? edge : 'bg-transparent'}`} />
        <span className="min-w-0 flex-1">
          {unread && <span className="sr-only">{`${m.desk_inbox_unread()} · `}</span>}
          <span className={unread ? 'font-bold' : ''}>{title}</span>
          {detail && <span className="block text-[0.8125rem] text-ink-3">{detail}</span>}
        </span>
        <span className="flex-none text-[0.8125rem] whitespace-nowrap text-ink-3">{when}</span>
      </Link>
    </li>
  );
}

/** Only paths of our own are followed. */
function pathOf(navigate: string): string {
  return navigate.startsWith('/') && !navigate.startsWith('//') ? navigate : '/desk/inbox';
}

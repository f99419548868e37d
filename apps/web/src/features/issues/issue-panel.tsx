import { itemTransitions } from '@fieldloop/domain/item-status';
import { Link } from '../../ui/navigation.tsx';
import { useEffect } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useRecord } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { attempt } from '../../ui/desk/attempt.ts';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { IssueComments } from './issue-comments.tsx';
import type { ListedItem } from './issue-list.ts';
import { IssueMove } from './issue-move.tsx';
import { IssuePhotos } from './issue-photos.tsx';
import { categoryWords, severityWords, statusTone, statusWords } from '../../ui/desk-format/issue-words.ts';
import { JoinLoop } from './join-loop.tsx';

/** One item: what was said and shown, who has it, where it stands, and the loop it belongs to. */
export function IssuePanel({
  listed,
  directory,
  onClose,
}: {
  readonly listed: ListedItem;
  readonly directory: Directory;
  readonly onClose: () => void;
}) {
  const locale = useLocale();
  const { site, item } = listed;
  const scope = `site:${site}` as const;
  const loop = useRecord('desk', 'loop', item.loop?.id ?? '');
  const timeZone = directory.site(site)?.timeZone ?? 'UTC';
  const when = (at: number) => formatMoment(at, serverNow(), timeZone, locale);

  // Opening it is reading it: the reporter's phone then says "seen by planning".
  useEffect(() => {
    if (item.seen) return;
    void attempt(() => write('item-seen', { item: item.id }, { scope }));
  }, [item.id, item.seen, scope]);

  return (
    <SidePanel title={m.desk_issue_panel()} onClose={onClose}>
      <div className="grid gap-4">
        <div>
          <p className="text-m leading-relaxed">{item.text.value}</p>
          <p className="mt-1 text-ink-3">
            {m.desk_issue_reported({ person: directory.personName(item.by), time: when(item.openedAt) })}
          </p>
          <div className="mt-2 flex flex-wrap gap-1.5">
            <Tag tone={statusTone(item.status.value)}>{statusWords(item.status.value)}</Tag>
            {item.severity && (
              <Tag tone={item.severity.value === 'high' ? 'critical' : 'neutral'}>
                {severityWords(item.severity.value)}
              </Tag>
            )}
            {item.category && <Tag tone="neutral">{categoryWords(item.category.value)}</Tag>}
            <Tag tone="neutral">
              {[directory.siteName(site), ...(item.zone ? [directory.zoneName(site, item.zone.value)] : [])].join(
                ' · ',
              )}
            </Tag>
          </div>
        </div>
        <IssuePhotos item={item} />
        {item.seen && <p className="text-s text-ink-3">{m.desk_issue_seen()}</p>}
        {item.loop ? (
          <Link to="/desk/loops/$loop" params={{ loop: item.loop.id }} className="font-semibold text-accent underline">
            {m.desk_issue_joined({ title: loop.value?.title ?? item.loop.id })}
          </Link>
        ) : (
          <JoinLoop listed={listed} />
        )}
        {item.adoptedInto && (
          <p className="text-s text-ink-2">{m.desk_issue_adopted({ revision: item.adoptedInto.revision })}</p>
        )}
        <SelectField
          label={m.desk_issue_assign()}
          value={item.assignee?.value ?? ''}
          options={[
            { value: '', label: m.desk_issue_assign_nobody() },
            ...directory.people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(person) =>
            void attempt(() => write('item-assigned', { item: item.id, assignee: person || null }, { scope }))
          }
        />
        <IssueMove
          item={item}
          targets={itemTransitions[item.kind][item.status.value]}
          onMove={(to, reason) =>
            attempt(() => write('item-moved', { item: item.id, to, ...(reason ? { reason } : {}) }, { scope }))
          }
        />
        <IssueComments
          item={item}
          personName={directory.personName}
          when={when}
          onSend={(text) =>
            attempt(() =>
              write('item-commented', { item: item.id, comment: `comment-${crypto.randomUUID()}`, text }, { scope }),
            )
          }
        />
      </div>
    </SidePanel>
  );
}

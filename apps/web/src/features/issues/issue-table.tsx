import { Camera } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import type { ListedItem } from './issue-list.ts';
import { categoryWords, severityWords, statusTone, statusWords } from '../../ui/desk-format/issue-words.ts';

interface IssueTableProps {
  readonly items: readonly ListedItem[];
  readonly open: string | undefined;
  readonly directory: Directory;
  readonly onOpen: (item: string) => void;
}

/** One row each; on a phone the columns fold under the words. */
export function IssueTable({ items, open, directory, onOpen }: IssueTableProps) {
  const locale = useLocale();
  return (
    <section className="desk-card px-0 py-1.5" aria-label={m.desk_issue_title()}>
      <p className="sr-only" role="status">
        {m.desk_issue_count({ count: items.length })}
      </p>
      <table className="desk-table [&_:is(td,th):first-child]:pl-4 [&_:is(td,th):last-child]:pr-4">
        <thead className="max-lg:sr-only">
          <tr>
            <th scope="col">{m.desk_issue_col_title()}</th>
            <th scope="col" className="words">
              {m.desk_issue_col_site()}
            </th>
            {!open && (
              <th scope="col" className="words">
                {m.desk_issue_col_category()}
              </th>
            )}
            <th scope="col" className="words">
              {m.desk_issue_col_severity()}
            </th>
            <th scope="col" className="words">
              {m.desk_issue_col_status()}
            </th>
            {!open && (
              <th scope="col" className="words">
                {m.desk_issue_col_assignee()}
              </th>
            )}
            <th scope="col">{m.desk_issue_col_when()}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ site, item }) => {
            const place = [
              directory.siteName(site),
              ...(item.zone ? [directory.zoneName(site, item.zone.value)] : []),
            ].join(' · ');
            const when = formatMoment(item.openedAt, serverNow(), directory.site(site)?.timeZone ?? 'UTC', locale);
            const assignee = item.assignee?.value
              ? directory.personName(item.assignee.value)
              : m.desk_issue_unassigned();
            return (
              <tr
                key={item.id}
                data-selected={item.id === open}
                data-linked
                className="max-lg:grid max-lg:grid-cols-[1fr_auto] max-lg:not-first:border-t max-lg:border-line max-lg:py-1.5 max-lg:[&>*]:h-auto max-lg:[&>*]:border-0"
              >
                <td className="words max-lg:col-span-2 lg:w-2/5 lg:max-w-0">
                  <button
                    type="button"
                    data-item={item.id}
                    onClick={() => onOpen(item.id)}
                    className="w-full text-left font-semibold underline-offset-4 hover:underline lg:truncate lg:py-1 pointer-coarse:min-h-11"
                  >
                    {item.photos.length > 0 && (
                      <Camera
                        aria-label={m.desk_now_photos({ count: item.photos.length })}
                        className="mr-1.5 inline size-3.5 text-ink-3"
                      />
                    )}
                    {item.title?.value ?? item.text.value}
                  </button>
                </td>
                <td className="words text-ink-2 max-lg:pl-4">{place}</td>
                {!open && (
                  <td className="words text-ink-2 max-lg:hidden">
                    {item.category ? categoryWords(item.category.value) : m.desk_none()}
                  </td>
                )}
                <td className="words max-lg:hidden">
                  {item.severity ? (
                    <Tag tone={item.severity.value === 'high' ? 'critical' : 'neutral'}>
                      {severityWords(item.severity.value)}
                    </Tag>
                  ) : (
                    m.desk_none()
                  )}
                </td>
                <td className="words max-lg:text-right">
                  <Tag tone={statusTone(item.status.value)}>{statusWords(item.status.value)}</Tag>
                </td>
                {!open && (
                  <td className={`words max-lg:pl-4 ${item.assignee?.value ? '' : 'text-ink-3'}`}>{assignee}</td>
                )}
                <td className="whitespace-nowrap text-ink-3">{when}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

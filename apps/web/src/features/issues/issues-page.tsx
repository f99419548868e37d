import { MessageSquareWarning } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useRecordsIn } from '../../runtime/react/use-records.ts';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { LoadingState, ScreenState } from '../../ui/state.tsx';
import { useLocale } from '../../ui/locale.ts';
import { IssueFilters } from './issue-filters.tsx';
import { type IssueSearch, filterItems, neighbour } from './issue-list.ts';
import { IssuePanel } from './issue-panel.tsx';
import { IssueTable } from './issue-table.tsx';

interface IssuesPageProps {
  readonly search: IssueSearch;
  readonly onSearch: (search: IssueSearch) => void;
  readonly tabs: React.ReactNode;
}

/** What the floor reported: a list with filters in the address, and one of them open beside it. */
export function IssuesPage({ search, onSearch, tabs }: IssuesPageProps) {
  const directory = useDirectory(useLocale());
  const live = useRecordsIn(directory.scopes, 'item');
  const all = (live.value ?? []).map(({ scope, record }) => ({ site: scope.slice('site:'.length), item: record }));
  const shown = filterItems(all, search);
  const open = all.find(({ item }) => item.id === search.item);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]'))
      return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (steps === undefined) return;
    event.preventDefault();
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['item'] : undefined;
    const next = neighbour(shown, search.item ?? focused, steps);
    if (next === undefined) return;
    if (search.item) onSearch({ ...search, item: next });
    else document.querySelector<HTMLElement>(`[data-item="${CSS.escape(next)}"]`)?.focus();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead title={m.desk_issue_title()} sub={<span className="max-lg:hidden">{m.desk_issue_keys()}</span>} />
      {tabs}
      <IssueFilters search={search} directory={directory} onSearch={onSearch} />
      {live.state === 'loading' || !directory.ready ? (
        <LoadingState label={m.desk_loading()} rows={6} />
      ) : shown.length === 0 ? (
        <ScreenState
          icon={<MessageSquareWarning />}
          title={all.length === 0 ? m.desk_issue_none_at_all() : m.desk_issue_none()}
        >
          {all.length === 0 ? m.desk_issue_none_at_all_note() : m.desk_issue_none_note()}
        </ScreenState>
      ) : (
        <IssueTable
          items={shown}
          open={search.item}
          directory={directory}
          onOpen={(item) => onSearch({ ...search, item })}
        />
      )}
      {open && (
        <IssuePanel
          key={open.item.id}
          listed={open}
          directory={directory}
          onClose={() => onSearch({ ...search, item: undefined })}
        />
      )}
    </main>
  );
}

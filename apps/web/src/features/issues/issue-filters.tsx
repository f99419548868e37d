import { itemCategories } from '@fieldloop/domain/payload';
import { m } from '../../paraglide/messages.js';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { Segmented } from '../../ui/desk/segmented.tsx';
import { SelectField } from '../../ui/desk/select-field.tsx';
import type { IssueSearch } from './issue-list.ts';
import { categoryWords, statusWords } from '../../ui/desk-format/issue-words.ts';

interface IssueFiltersProps {
  readonly search: IssueSearch;
  readonly directory: Directory;
  readonly onSearch: (search: IssueSearch) => void;
}

const issueStatuses = ['open', 'doing', 'done', 'verified', 'declined'] as const;
const contentStatuses = ['proposed', 'adopted', 'declined'] as const;

/** What is shown: each choice lands in the address. */
export function IssueFilters({ search, directory, onSearch }: IssueFiltersProps) {
  const kind = search.kind ?? 'issue';
  const statuses = kind === 'issue' ? issueStatuses : contentStatuses;
  return (
    <div
      role="search"
      aria-label={m.desk_filters()}
      className="mb-3 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap"
    >
      <Segmented
        label={m.desk_issue_filter_kind()}
        value={kind}
        onChange={(next) => onSearch({ ...search, kind: next, status: undefined, item: undefined })}
        options={[
          { value: 'issue', label: m.desk_issue_kind_issue() },
          { value: 'content', label: m.desk_issue_kind_content() },
        ]}
      />
      <SelectField
        hideLabel
        label={m.desk_issue_filter_status()}
        value={search.status ?? ''}
        options={[
          { value: '', label: m.desk_issue_open_only() },
          { value: 'all', label: m.desk_all() },
          ...statuses.map((value) => ({ value, label: statusWords(value) })),
        ]}
        onChange={(value) =>
          onSearch({ ...search, status: value === 'all' ? 'all' : statuses.find((each) => each === value) })
        }
      />
      <SelectField
        hideLabel
        label={m.desk_site()}
        value={search.site ?? ''}
        options={[
          { value: '', label: m.desk_all_sites() },
          ...directory.sites.map(({ id }) => ({ value: id, label: directory.siteName(id) })),
        ]}
        onChange={(value) => onSearch({ ...search, site: value || undefined })}
      />
      {kind === 'issue' && (
        <SelectField
          hideLabel
          label={m.desk_issue_filter_category()}
          value={search.category ?? ''}
          options={[
            { value: '', label: m.desk_all() },
            ...itemCategories.map((value) => ({ value, label: categoryWords(value) })),
          ]}
          onChange={(value) => onSearch({ ...search, category: itemCategories.find((each) => each === value) })}
        />
      )}
      <input
        type="search"
        aria-label={m.desk_issue_search()}
        placeholder={m.desk_issue_search()}
        defaultValue={search.q ?? ''}
        onChange={(event) => onSearch({ ...search, q: event.currentTarget.value || undefined })}
        className="min-h-8 w-40 rounded-[9px] border border-[var(--line-field)] bg-surface px-2.5 text-s placeholder:text-ink-3 pointer-coarse:min-h-11 pointer-coarse:text-[1rem] max-sm:w-full"
      />
    </div>
  );
}

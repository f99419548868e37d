import { m } from '../../paraglide/messages.js';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { Segmented } from '../../ui/desk/segmented.tsx';
import { SelectField } from '../../ui/desk/select-field.tsx';
import type { QuarantineSearch } from './held.ts';
import { heldReasons, reasonWords } from './reason-words.ts';

interface HeldFiltersProps {
  readonly search: QuarantineSearch;
  readonly directory: Directory;
  readonly onSearch: (search: QuarantineSearch) => void;
}

/** What is shown: each choice lands in the address. */
export function HeldFilters({ search, directory, onSearch }: HeldFiltersProps) {
  const change = (next: QuarantineSearch) => onSearch({ ...search, ...next, device: undefined, seq: undefined });
  return (
    <div role="search" aria-label={m.desk_filters()} className="mb-3 grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <Segmented
        label={m.desk_held_filter_settled()}
        value={search.settled ?? 'no'}
        options={[
          { value: 'no', label: m.desk_held_open() },
          { value: 'yes', label: m.desk_held_settled() },
        ]}
        onChange={(value) => change({ settled: value === 'yes' ? 'yes' : undefined })}
      />
      <SelectField
        hideLabel
        label={m.desk_held_reason()}
        value={search.reason ?? ''}
        options={[{ value: '', label: m.desk_held_any_reason() }, ...heldReasons.map((value) => ({ value, label: reasonWords(value) }))]}
        onChange={(value) => change({ reason: heldReasons.find((each) => each === value) })}
      />
      <SelectField
        hideLabel
        label={m.desk_site()}
        value={search.site ?? ''}
        options={[{ value: '', label: m.desk_all_sites() }, ...directory.sites.map(({ id }) => ({ value: id, label: directory.siteName(id) }))]}
        onChange={(value) => change({ site: value || undefined })}
      />
      <SelectField
        hideLabel
        label={m.desk_held_author()}
        value={search.author ?? ''}
        options={[{ value: '', label: m.desk_held_anybody() }, ...directory.people.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(value) => change({ author: value || undefined })}
      />
    </div>
  );
}

import { m } from '../../paraglide/messages.js';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { CheckList } from '../../ui/desk/check-list.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import type { DraftError, RevisionDraft } from './draft.ts';
import { LayoutPictures } from './layout-pictures.tsx';

interface DraftFieldsProps {
  readonly draft: RevisionDraft;
  readonly errors: ReadonlySet<DraftError>;
  readonly directory: Directory;
  readonly planSites: readonly string[];
  readonly onChange: (draft: RevisionDraft) => void;
}

/** Title, when, where, and what moves in the shop. */
export function DraftFields({ draft, errors, directory, planSites, onChange }: DraftFieldsProps) {
  return (
    <section className="desk-card grid gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={m.desk_edit_name()}
          placeholder={m.desk_edit_name_placeholder()}
          value={draft.title}
          maxLength={200}
          onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
          error={errors.has('title') ? m.desk_edit_error_title() : undefined}
        />
        <TextField
          label={m.desk_edit_effective()}
          type="datetime-local"
          value={draft.effective}
          onChange={(event) => onChange({ ...draft, effective: event.currentTarget.value })}
          error={errors.has('effective') ? m.desk_edit_error_effective() : undefined}
        />
      </div>
      <p className="-mt-2 text-[0.8125rem] text-ink-3">{m.desk_edit_effective_hint()}</p>
      <CheckList
        label={m.desk_edit_sites()}
        options={planSites.map((site) => ({ value: site, label: directory.siteName(site) }))}
        value={draft.sites}
        onChange={(sites) => onChange({ ...draft, sites: [...sites] })}
        error={errors.has('sites') ? m.desk_edit_error_sites() : undefined}
      />
      <TextArea
        label={m.desk_edit_layout()}
        hint={m.desk_edit_layout_hint()}
        rows={2}
        maxLength={2_000}
        value={draft.layout}
        onChange={(event) => onChange({ ...draft, layout: event.currentTarget.value })}
        error={errors.has('layout') ? m.desk_edit_error_layout() : undefined}
      />
      <LayoutPictures pictures={draft.pictures ?? []} onChange={(pictures) => onChange({ ...draft, pictures: [...pictures] })} />
    </section>
  );
}

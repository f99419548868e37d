import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { m } from '../../paraglide/messages.js';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { useRecordsIn } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { askFirst } from '../../ui/desk/ask-first.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { localText } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import { type DraftError, type RevisionDraft, stepsOf } from './draft.ts';
import { stepDifference } from './step-difference.ts';

interface EditorSideProps {
  readonly draft: RevisionDraft;
  readonly base: readonly RevisionStep[];
  readonly errors: ReadonlySet<DraftError>;
  readonly directory: Directory;
  readonly publishing: boolean;
  readonly onPublish: () => void;
  readonly onDiscard: () => void;
}

/** What changes, who will see it, and the button that sends it. */
export function EditorSide({ draft, base, errors, directory, publishing, onPublish, onDiscard }: EditorSideProps) {
  const may = useMay('revision-published');
  const discard = async () => {
    const question = { title: m.desk_edit_discard_ask(), note: m.desk_edit_discard_note(), confirm: m.desk_edit_discard() };
    if (await askFirst(question)) onDiscard();
  };
  return (
    <div className="grid gap-4 xl:sticky xl:top-6">
      <Changes draft={draft} base={base} />
      <Audience sites={draft.sites} directory={directory} />
      <div className="grid gap-2">
        {errors.size > 0 && (
          <p role="alert" className="field-error">
            {m.desk_edit_error_fix({ count: errors.size })}
          </p>
        )}
        {may ? (
          <Button tone="primary" wide disabled={publishing} onClick={onPublish}>
            {publishing ? m.desk_edit_publishing() : m.desk_edit_publish()}
          </Button>
        ) : (
          <p className="text-ink-3">{m.desk_read_only()}</p>
        )}
        <div className="flex items-center gap-2">
          <p className="mr-auto text-[0.8125rem] text-ink-3">{m.desk_edit_draft_saved()}</p>
          <Button tone="quiet" onClick={() => void discard()}>
            {m.desk_edit_discard()}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Changes({ draft, base }: { readonly draft: RevisionDraft; readonly base: readonly RevisionStep[] }) {
  const locale = useLocale();
  const steps = stepsOf(draft);
  const { changes, removed, added, changed } = stepDifference(base, steps);
  const nothing = added + changed + removed.length === 0 && draft.layout.trim() === '';
  return (
    <section className="desk-card" aria-label={m.desk_edit_diff()}>
      <h2 className="desk-card-title">{m.desk_edit_diff()}</h2>
      <p className="text-ink-3" role="status">
        {nothing ? m.desk_edit_diff_none() : m.desk_edit_diff_counts({ added, changed, removed: removed.length })}
      </p>
      <ul className="mt-2 grid gap-1.5 empty:hidden">
        {steps
          .filter(({ id }) => changes.get(id) !== 'same')
          .map((step) => (
            <li key={step.id} className="flex items-baseline gap-2">
              <Tag tone="info">
                {changes.get(step.id) === 'new' ? m.desk_edit_change_new() : m.desk_edit_change_changed()}
              </Tag>
              <span className="min-w-0 flex-1">
                {localText(step.text, locale) || m.desk_edit_step({ number: step.number })}
              </span>
            </li>
          ))}
        {removed.map((step) => (
          <li key={step.id} className="flex items-baseline gap-2">
            <Tag tone="neutral">{m.desk_edit_change_removed()}</Tag>
            <span className="min-w-0 flex-1 text-ink-3 line-through">{localText(step.text, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Audience({ sites, directory }: { readonly sites: readonly string[]; readonly directory: Directory }) {
  const scopes = sites.map((site) => `site:${site}` as const);
  const shifts = useRecordsIn(scopes, 'shift').value ?? [];
  const receipts = useRecordsIn(scopes, 'receipt').value ?? [];
  return (
    <section className="desk-card" aria-label={m.desk_edit_who()}>
      <h2 className="desk-card-title">{m.desk_edit_who()}</h2>
      <ul className="mt-1 grid gap-1">
        {scopes.map((scope, index) => {
          const running = shifts
            .filter((each) => each.scope === scope && each.record.endedAt === undefined)
            .map(({ record }) => record);
          const phones = new Set([
            ...running.map(({ device }) => device),
            ...receipts.filter((each) => each.scope === scope).map(({ record }) => record.device),
          ]);
          return (
            <li key={scope}>
              {m.desk_edit_who_site({
                site: directory.siteName(sites[index] ?? ''),
                shift: running.length,
                phones: phones.size,
              })}
            </li>
          );
        })}
      </ul>
      <p className="mt-2 text-[0.8125rem] text-ink-3">{m.desk_edit_who_note()}</p>
    </section>
  );
}

import type { Attachment } from '@fieldloop/domain/payload';
import type { Revision } from '@fieldloop/domain/records/revision';
import { Link } from '../../ui/navigation.tsx';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useMay } from '../../runtime/react/use-may.ts';
import { useRecordsIn } from '../../runtime/react/use-records.ts';
import { Tag } from '../../ui/desk/tag.tsx';
import { listOf, localText } from '../../ui/desk-format/local-text.ts';
import { useLocale } from '../../ui/locale.ts';
import { StoredPhoto } from '../../ui/stored-photo.tsx';
import { Step, type StepParts } from './step.tsx';

/** What was published as the answer: what changed, who on the floor brought it, all steps on demand. */
export function RevisionStep({ loop, revision, when, directory }: StepParts) {
  const locale = useLocale();
  const may = useMay('revision-published');
  const [open, setOpen] = useState(false);
  const scopes = loop.sites.map((site) => `site:${site}` as const);
  const items = new Map((useRecordsIn(scopes, 'item').value ?? []).map(({ record }) => [record.id, record]));
  if (!revision) {
    const answersOtherwise = loop.decision && loop.decision.answer !== 'revision';
    return (
      <Step number={3} title={m.desk_loop_step_revision()} done={false}>
        <p>{m.desk_loop_revision_none()}</p>
        {may && !loop.closed && !answersOtherwise && loop.plan && (
          <WriteLink plan={loop.plan} loop={loop.id} primary={loop.decision !== undefined} />
        )}
      </Step>
    );
  }
  const brought = revision.steps.flatMap(({ from, change }) => (from && change ? [from.person] : []));
  const people = [...new Set(brought)].map(directory.personName);
  const sites = revision.sites.length > 1 && revision.steps.some((step) => step.sites) ? revision.sites : [undefined];
  const removed = Math.max(
    0,
    revision.changes.length - revision.steps.filter(({ change }) => change).length - (revision.layout ? 1 : 0),
  );
  return (
    <Step
      number={3}
      title={`${m.desk_loop_step_revision()} v${revision.number} · ${revision.title}`}
      note={m.desk_loop_revision_published({ time: when(revision.publishedAt), planned: when(revision.effectiveFrom) })}
      done
    >
      {revision.layout?.text && (
        <p className="whitespace-pre-line">{m.desk_loop_revision_layout({ text: revision.layout.text })}</p>
      )}
      {revision.layout?.photos && <Pictures photos={revision.layout.photos} />}
      {sites.map((site) => (
        <p key={site ?? ''}>
          {m.desk_loop_revision_counts(
            countsOf(revision, site, listOf(revision.sites.map(directory.siteName), locale), directory.siteName),
          )}
        </p>
      ))}
      {removed > 0 && <p>{m.desk_loop_revision_removed({ count: removed })}</p>}
      {people.length > 0 && (
        <p className="text-[0.8125rem] text-ink-3">{m.desk_loop_revision_people({ people: listOf(people, locale) })}</p>
      )}
      {open && (
        <ol className="grid gap-1.5">
          {revision.steps.map((step) => (
            <li key={step.id} className="flex flex-wrap items-baseline gap-x-2 border-t border-line pt-1.5">
              <span className="text-ink-3">{step.number}</span>
              {step.change && (
                <Tag tone="info">{step.change === 'new' ? m.desk_edit_change_new() : m.desk_edit_change_changed()}</Tag>
              )}
              <span className="min-w-0 flex-1 basis-60">{localText(step.text, locale)}</span>
              {step.from && (
                <span className="text-[0.8125rem] text-ink-3" title={items.get(step.from.item)?.text.value}>
                  {directory.personName(step.from.person)}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="flex flex-wrap gap-2">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="button">
          {open ? m.desk_loop_signals_fewer() : m.desk_loop_revision_open()}
        </button>
        {may && !loop.closed && <WriteLink plan={revision.plan} loop={loop.id} primary={false} />}
      </div>
    </Step>
  );
}

function Pictures({ photos }: { readonly photos: readonly Attachment[] }) {
  return (
    <ul className="flex flex-wrap gap-2">
      {photos.map(({ sha256 }, index) => (
        <li key={sha256} className="h-20 w-28 overflow-hidden rounded-[8px] border border-line bg-line [&_img]:size-full [&_img]:object-cover">
          <StoredPhoto sha256={sha256} alt={m.desk_edit_picture({ number: index + 1 })} />
        </li>
      ))}
    </ul>
  );
}

function countsOf(revision: Revision, site: string | undefined, all: string, siteName: (id: string) => string) {
  const steps = revision.steps.filter((step) => site === undefined || !step.sites || step.sites.includes(site));
  return {
    site: site === undefined ? all : siteName(site),
    changed: steps.filter(({ change }) => change === 'changed').length,
    added: steps.filter(({ change }) => change === 'new').length,
    floor: steps.filter(({ from, change }) => from && change).length,
  };
}

function WriteLink({
  plan,
  loop,
  primary,
}: {
  readonly plan: string;
  readonly loop: string;
  readonly primary: boolean;
}) {
  return (
    <Link
      to="/desk/revise/$plan"
      params={{ plan }}
      search={{ loop }}
      className={`button justify-self-start ${primary ? 'button-primary' : ''}`}
    >
      {m.desk_loop_revision_write()}
    </Link>
  );
}

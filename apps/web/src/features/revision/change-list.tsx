import type { Revision } from '@fieldloop/domain/records/revision';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../ui/locale.ts';
import { StoredPhoto } from '../../ui/stored-photo.tsx';
import { phraseText } from '../../ui/phrase.ts';
import type { StepChanges } from './changes.ts';

/** The author's words first, then steps that are new, changed or gone. */
export function ChangeList({ revision, changes }: { readonly revision: Revision; readonly changes: StepChanges }) {
  const locale = useLocale();
  return (
    <>
      {revision.changes.length > 0 && (
        <Section title={m.revision_why()}>
          {revision.changes.map((change) => <li key={change.zh} className="change font-semibold">{phraseText(change, locale)}</li>)}
        </Section>
      )}
      {revision.layout?.text && (
        <Section title={m.revision_layout()}>
          <li className="change whitespace-pre-line">{revision.layout.text}</li>
          {revision.layout.photos?.map(({ sha256 }, index) => (
            <li key={sha256} className="change [&_img]:w-full [&_img]:rounded-small">
              <StoredPhoto sha256={sha256} alt={m.ui_photo_of({ n: index + 1 })} />
            </li>
          ))}
        </Section>
      )}
      {changes.added.length > 0 && (
        <Section title={m.revision_steps_new()}>
          {changes.added.map((step) => <li key={step.id} className="change"><b>{step.number}.</b> {phraseText(step.text, locale)}</li>)}
        </Section>
      )}
      {changes.changed.length > 0 && (
        <Section title={m.revision_steps_changed()}>
          {changes.changed.map(({ step, before }) => (
            <li key={step.id} className="change">
              <b>{step.number}.</b> {phraseText(step.text, locale)}
              {before && before.text.zh !== step.text.zh && <span className="mt-1 block text-s text-ink-3">{m.revision_was({ text: phraseText(before.text, locale) })}</span>}
            </li>
          ))}
        </Section>
      )}
      {changes.removed.length > 0 && (
        <Section title={m.revision_steps_gone()}>
          {changes.removed.map((step) => <li key={step.id} className="change text-ink-2 line-through">{phraseText(step.text, locale)}</li>)}
        </Section>
      )}
      {changes.same > 0 && <p className="mt-4 text-ink-3">{m.revision_same({ n: changes.same })}</p>}
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="section-title">{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

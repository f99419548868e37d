import type { Payloads } from '@fieldloop/domain/payloads';
import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { m } from '../../paraglide/messages.js';
import type { RevisionDraft } from './draft.ts';
import { stepsOf } from './draft.ts';
import { changeNotes, publishedSteps } from './step-difference.ts';

interface PublishOptions {
  readonly draft: RevisionDraft;
  readonly plan: string;
  readonly number: number;
  /** The steps in force that it is compared with. */
  readonly before: readonly RevisionStep[];
  readonly effectiveFrom: number;
  readonly loop: string | undefined;
  /** The site of each item that a step grew out of. */
  readonly siteOfItem: (item: string) => string | undefined;
}

/** The fact that a draft becomes. Proposals that a step came from are adopted by it. */
export function publication({
  draft,
  plan,
  number,
  before,
  effectiveFrom,
  loop,
  siteOfItem,
}: PublishOptions): Payloads['revision-published'] {
  const steps = publishedSteps(before, stepsOf(draft));
  const layout = draft.layout.trim();
  const notes = changeNotes(before, steps, {
    new: (text, locale) => m.desk_edit_note_new({ text }, { locale }),
    changed: (text, locale) => m.desk_edit_note_changed({ text }, { locale }),
    removed: (text, locale) => m.desk_edit_note_removed({ text }, { locale }),
  });
  const layoutNote = layout
    ? [
        {
          zh: m.desk_edit_note_layout({ text: layout }, { locale: 'zh-CN' }).slice(0, 400),
          en: m.desk_edit_note_layout({ text: layout }, { locale: 'en' }).slice(0, 800),
        },
      ]
    : [];
  const adopts = steps.flatMap(({ id, from }) => {
    const site = from && siteOfItem(from.item);
    return from && site ? [{ site, item: from.item, step: id }] : [];
  });
  return {
    revision: `${plan}@${number}`,
    plan,
    number,
    title: draft.title.trim(),
    sites: draft.sites,
    effectiveFrom,
    steps: [...steps],
    changes: [...layoutNote, ...notes].slice(0, 40),
    ...(layout ? { layout: { text: layout, ...(draft.pictures?.length ? { photos: draft.pictures } : {}) } } : {}),
    ...(loop ? { loop } : {}),
    ...(adopts.length > 0 ? { adopts } : {}),
  };
}

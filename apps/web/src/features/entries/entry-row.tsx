import { ArrowUp, Ban, Check, CheckCheck, CircleAlert, Clock, Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { counts, type Entry, type EntryState } from '../../runtime/entries.ts';
import { correctedFact, happenedAt, standing, unsettled } from '../../runtime/corrections.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { type Locale, useLocale } from '../../ui/locale.ts';
import type { Tone } from '../../ui/pill.tsx';
import { Pill } from '../../ui/pill.tsx';
import { describe, standsAs } from './describe.ts';
import { nextStep } from './next-step.ts';

const states = {
  unsaved: ['critical', <CircleAlert key="i" aria-hidden />, m.entry_state_unsaved],
  saved: ['neutral', <Clock key="i" aria-hidden />, m.entry_state_saved],
  sending: ['info', <ArrowUp key="i" aria-hidden />, m.entry_state_sending],
  sent: ['neutral', <Check key="i" aria-hidden />, m.entry_state_sent],
  seen: ['info', <Eye key="i" aria-hidden />, m.entry_state_seen],
  acted: ['good', <CheckCheck key="i" aria-hidden />, m.entry_state_acted],
  'left-out': ['neutral', <Ban key="i" aria-hidden />, m.entry_state_left_out],
  'not-yet': ['neutral', <Clock key="i" aria-hidden />, m.entry_state_not_yet],
  attention: ['critical', <CircleAlert key="i" aria-hidden />, m.entry_state_attention],
} as const satisfies Record<EntryState, readonly [Tone, ReactNode, () => string]>;

interface EntryRowProps {
  readonly entry: Entry;
  /** My other entries: corrections among them change what this one says. */
  readonly mine: readonly Entry[];
  readonly zone: string;
  readonly onCorrect: () => void;
}

/** One entry: what, when, what became of it, and what to do when something is wrong. */
export function EntryRow({ entry, mine, zone, onCorrect }: EntryRowProps) {
  const locale = useLocale();
  const { title, detail } = describe(entry.fact, locale);
  const [tone, icon, words] = states[entry.state];
  const counted = mine.filter((each) => correctedFact(each.fact) === entry.id && counts(each));
  const says = counts(entry) ? standing(entry.fact, counted.map(({ fact }) => fact)) : undefined;
  // A correction that was not taken: somebody else's may count, and this phone does not know it.
  const open = unsettled(mine).has(entry.id);
  return (
    <ListRow
      title={<>{title} <span className="font-normal text-ink-2">{detail}</span>{says && (open || counted.length > 0) && <span className="font-normal text-attention"> → {open ? '?' : standsAs(entry.fact, says, locale)}</span>}</>}
      meta={formatMoment(happenedAt(entry.fact), serverNow(), zone, locale)}
      trailing={
        <span className="flex flex-wrap items-center justify-end gap-x-3">
          {says && !open && (
            <button type="button" className="min-h-11 min-w-11 font-semibold text-accent underline underline-offset-3" aria-label={`${m.entry_correct()} ${title} ${detail}`} onClick={onCorrect}>{m.entry_correct()}</button>
          )}
          <Pill tone={tone} icon={icon}>{words()}</Pill>
        </span>
      }
    >
      {entry.state === 'attention' && <p className="-mt-1 pb-3 text-s text-critical"><b>{m.entry_what_next()}</b> {nextStep(entry.reason, entry.fact.name)}</p>}
      {entry.state === 'not-yet' && <p className="-mt-1 pb-3 text-s text-ink-2">{nextStep(entry.reason, entry.fact.name)}</p>}
      {entry.settled && (
        <p className="-mt-1 pb-3 text-s text-ink-2">
          {entry.settled.as === 'released' ? releasedWords(entry, locale) : m.next_dismissed()} {entry.settled.note && m.entry_desk_note({ note: entry.settled.note })}
        </p>
      )}
    </ListRow>
  );
}

function releasedWords({ sent, unasked }: Entry, locale: Locale): string {
  if (sent) return m.entry_released_changed({ detail: describe(sent, locale).detail });
  return unasked ? m.entry_released_unknown() : m.entry_released();
}

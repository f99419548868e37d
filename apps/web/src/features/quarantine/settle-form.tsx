import type { AnyFactDefinition } from '@fieldloop/domain/define-fact';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api, queryClient } from '../../runtime/react/desk-api.tsx';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { listOf } from '../../ui/desk-format/local-text.ts';
import { TextArea, TextField } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import { showToast } from '../../ui/toast.tsx';
import { fieldPath } from './field-words.ts';
import type { HeldWhole } from './held.ts';
import { readTyped, type PayloadProblem } from './payload-problems.ts';
import { reasonWords, sendable, sentWords } from './reason-words.ts';

const refresh = () => queryClient.invalidateQueries({ queryKey: api.quarantine.pathKey() });

/** Mend and send again, or leave out and say why. */
export function SettleForm({ held, definition }: { readonly held: HeldWhole; readonly definition: AnyFactDefinition | undefined }) {
  const { device, seq, written } = held;
  const id = useId();
  const locale = useLocale();
  const original = written ? JSON.stringify(written.payload, undefined, 2) : '';
  const [typed, setTyped] = useState(original);
  const [note, setNote] = useState('');
  const [noteMissing, setNoteMissing] = useState(false);
  const [refused, setRefused] = useState<string>();
  const release = useMutation(api.quarantine.release.mutationOptions());
  const dismiss = useMutation(api.quarantine.dismiss.mutationOptions());
  const sending = written === undefined ? 'never' : sendable(held.reason);
  const busy = release.isPending || dismiss.isPending;
  const changed = typed !== original;
  const read = readTyped(definition, typed);
  const [wrongAtFirst] = useState(read.problems.length > 0);
  const wrong = [...new Set(read.problems.map(({ field }) => (field ? fieldPath(field) : m.desk_held_content())))];
  const offered = sending === 'as-it-is' || (sending === 'mended' && changed);
  const mendFirst = offered && wrong.length > 0;

  const send = () =>
    attempt(async () => {
      const mended = changed ? { payload: read.payload } : {};
      const { state, reason } = await release.mutateAsync({ device, seq, ...mended, ...(note.trim() ? { note: note.trim() } : {}) });
      if (state === 'quarantined') return setRefused(m.desk_held_still({ reason: reasonWords(reason ?? 'invalid') }));
      showToast({ text: sentWords(state) });
      await refresh();
    });
  const leaveOut = () => {
    if (note.trim() === '') return setNoteMissing(true);
    return attempt(async () => {
      await dismiss.mutateAsync({ device, seq, note: note.trim() });
      showToast({ text: m.desk_held_left_out() });
      await refresh();
    });
  };

  return (
    <div className="grid gap-4">
      {sending !== 'never' && (
        <div className="grid gap-2">
          <details open={wrongAtFirst}>
            <summary className="mb-1 cursor-pointer font-semibold pointer-coarse:min-h-11 pointer-coarse:py-2.5">{m.desk_held_mend()}</summary>
            <TextArea
              label={m.desk_held_content()}
              hint={m.desk_held_content_hint()}
              className="[&_textarea]:font-mono [&_textarea]:text-[0.8125rem]"
              rows={Math.min(16, Math.max(5, original.split('\n').length + 1))}
              spellCheck={false}
              autoComplete="off"
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setRefused(undefined);
              }}
            />
          </details>
          <Problems problems={read.problems} known={definition !== undefined} />
        </div>
      )}
      <TextField
        label={m.desk_held_note()}
        hint={m.desk_held_note_hint()}
        maxLength={300}
        value={note}
        error={noteMissing ? m.desk_held_note_missing() : undefined}
        onChange={(event) => {
          setNote(event.currentTarget.value);
          setNoteMissing(false);
        }}
      />
      {refused && <p role="alert" className="text-critical">{refused}</p>}
      <div className="flex flex-wrap gap-2">
        {offered && (
          <Button tone="primary" disabled={busy || mendFirst} aria-describedby={mendFirst ? id : undefined} onClick={() => void send()}>
            {changed ? m.desk_held_send_mended() : m.desk_held_send()}
          </Button>
        )}
        <Button tone="critical" disabled={busy} onClick={() => void leaveOut()}>{m.desk_held_leave_out()}</Button>
        {mendFirst && <p id={id} className="basis-full text-s text-ink-2">{m.desk_held_mend_first({ fields: listOf(wrong, locale) })}</p>}
      </div>
    </div>
  );
}

function Problems({ problems, known }: { readonly problems: readonly PayloadProblem[]; readonly known: boolean }) {
  if (problems.length === 0) return <p role="status" className="text-s text-ink-3">{known ? m.desk_held_fits() : m.desk_held_no_schema()}</p>;
  return (
    <ul role="status" className="grid gap-0.5 text-critical">
      {problems.map(({ field, words }) => (
        <li key={`${field} ${words}`}>
          {field && <><b>{fieldPath(field)}</b> {fieldPath(field) !== field && <code className="font-mono">{field}</code>}</>} {words}
        </li>
      ))}
    </ul>
  );
}

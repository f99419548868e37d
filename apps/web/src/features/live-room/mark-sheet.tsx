import type { LiveSession } from '@fieldloop/domain/records/live-session';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { MarkKind } from './words.ts';
import { markKinds, markName } from './words.ts';

/** Something happened on air that the curve should be read against. */
export function MarkSheet({ session, onClose }: { readonly session: LiveSession; readonly onClose: () => void }) {
  const [kind, setKind] = useState<MarkKind>('product-pinned');
  const [style, setStyle] = useState('');
  const [note, setNote] = useState('');
  const save = async () => {
    const code = style.normalize('NFKC').replaceAll(/[\s/]/g, '').slice(0, 40);
    await write('live-session-marked', { session: session.id, mark: crypto.randomUUID(), kind, ...(code ? { style: code } : {}), ...(note.trim() ? { note: note.trim() } : {}) });
    onClose();
    showToast({ text: m.live_marked({ kind: markName(kind) }) });
  };
  return (
    <Sheet open onClose={onClose} title={m.live_mark_title()} footer={<Button tone="primary" onClick={() => void save()}>{m.live_mark_save()}</Button>}>
      <div className="grid gap-4">
        <Chips label={m.live_mark_title()} hideLabel columns={3} options={markKinds.map((value) => ({ value, label: markName(value) }))} value={kind} onChange={setKind} />
        {kind === 'product-pinned' && <TextField label={`${m.live_mark_style()} · ${m.ui_optional()}`} autoCapitalize="characters" value={style} onChange={(event) => setStyle(event.currentTarget.value)} />}
        <TextField label={`${m.live_mark_note()} · ${m.ui_optional()}`} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </div>
    </Sheet>
  );
}

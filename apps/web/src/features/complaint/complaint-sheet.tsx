import { complaintKinds } from '@fieldloop/domain/payload';
import type { Payloads } from '@fieldloop/domain/payloads';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { complaintName } from './words.ts';

type Kind = (typeof complaintKinds)[number];

interface ComplaintSheetProps {
  readonly onComplaint: (complaint: Payloads['complaint-recorded']) => void;
  readonly onClose: () => void;
}

/** What a customer complained about; the words are optional. */
export function ComplaintSheet({ onComplaint, onClose }: ComplaintSheetProps) {
  const [kind, setKind] = useState<Kind>('price');
  const [text, setText] = useState('');
  const save = () => onComplaint({ kind, ...(text.trim() ? { text: text.trim() } : {}) });
  return (
    <Sheet open onClose={onClose} title={m.complaint_title()} footer={<Button tone="primary" onClick={save}>{m.complaint_save()}</Button>}>
      <div className="grid gap-5">
        <Chips label={m.complaint_kind()} columns={3} options={complaintKinds.map((value) => ({ value, label: complaintName(value) }))} value={kind} onChange={setKind} />
        <TextArea label={`${m.complaint_text()} · ${m.ui_optional()}`} maxLength={2_000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </div>
    </Sheet>
  );
}

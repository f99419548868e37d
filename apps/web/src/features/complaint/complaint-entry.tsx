import type { Payloads } from '@fieldloop/domain/payloads';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { ComplaintSheet } from './complaint-sheet.tsx';
import { complaintName } from './words.ts';

/** The complaint sheet, writing what it gets. */
export function ComplaintEntry({ shift, onClose }: { readonly shift: string; readonly onClose: () => void }) {
  const save = async (complaint: Payloads['complaint-recorded']) => {
    await write('complaint-recorded', { ...complaint, shift });
    onClose();
    showToast({ text: m.complaint_saved({ kind: complaintName(complaint.kind) }) });
  };
  return <ComplaintSheet onComplaint={(complaint) => void save(complaint)} onClose={onClose} />;
}

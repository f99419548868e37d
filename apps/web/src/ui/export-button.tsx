import { Download, Share2 } from 'lucide-react';
import { useState } from 'react';
import { m } from '../paraglide/messages.js';
import { requireSession } from '../runtime/session/current-session.ts';
import { canHandOver, handOver, saveFiles } from '../runtime/waiting-file/hand-over.ts';
import { writeWaitingFiles } from '../runtime/waiting-file/write-waiting-files.ts';
import { Button } from './button.tsx';
import { sentences } from './sentences.ts';
import { showToast } from './toast.tsx';

/** What the server does not have, as a file that a lead or operations can bring in: shared where the phone can, saved anywhere. */
export function ExportButton() {
  const [busy, setBusy] = useState(false);
  const [sharing] = useState(canHandOver);
  const run = async (share: boolean) => {
    setBusy(true);
    try {
      const { files, facts, photos } = await writeWaitingFiles(requireSession());
      if (facts > 0 && (!share || !(await handOver(files)))) saveFiles(files);
      showToast({ text: sentences(facts > 0 ? m.export_done({ n: facts }) : m.export_nothing(), photos > 0 && m.export_photos({ n: photos })) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {sharing && <Button icon={<Share2 aria-hidden />} disabled={busy} onClick={() => void run(true)}>{m.export_share()}</Button>}
      <Button icon={<Download aria-hidden />} disabled={busy} onClick={() => void run(false)}>{m.shift_export()}</Button>
    </>
  );
}

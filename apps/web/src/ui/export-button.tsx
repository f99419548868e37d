import { Download } from 'lucide-react';
import { m } from '../paraglide/messages.js';
import { readEntries } from '../runtime/entries.ts';
import { requireSession } from '../runtime/session/current-session.ts';
import { Button } from './button.tsx';

const everything = 100_000;

/** The last resort: what the server does not have, as a file that support can send in. */
export function ExportButton() {
  const save = async () => {
    const entries = await readEntries(requireSession(), everything);
    const unsent = entries.filter(({ state }) => state === 'saved' || state === 'sending' || state === 'attention').map(({ fact }) => fact);
    const url = URL.createObjectURL(new Blob([JSON.stringify({ facts: unsent }, undefined, 1)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `fieldloop-${unsent.length}.json`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return <Button icon={<Download aria-hidden />} onClick={() => void save()}>{m.shift_export()}</Button>;
}

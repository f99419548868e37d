import { Copy, Share, SquarePlus } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { showToast } from '../../ui/toast.tsx';
import { InstallSteps } from './install-steps.tsx';

interface InstallFirstProps {
  readonly code: string;
  readonly site: string | undefined;
  /** Join in this tab all the same. */
  readonly onHere: () => void;
}

/**
 * On an iPhone what a tab keeps does not follow to the home screen, and a code may be good for one phone only: so
 * the home screen comes before the code is used.
 */
export function InstallFirst({ code, site, onHere }: InstallFirstProps) {
  const copy = async () => showToast({ text: (await copyText(code)) ? m.ui_copied() : m.ui_copy_failed() });
  return (
    <section className="grid gap-4" aria-labelledby="install-first">
      <div>
        {site && <p className="text-ink-2">{site}</p>}
        <h2 id="install-first" className="text-l font-bold">{m.install_first_title()}</h2>
        <p className="mt-1 text-ink-2">{m.install_first_why()}</p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface p-4">
        <p>
          <span className="block text-s text-ink-3">{m.join_code_label()}</span>
          <span className="text-xl font-bold tracking-wider select-all">{code}</span>
        </p>
        <Button icon={<Copy aria-hidden />} onClick={() => void copy()}>{m.ui_copy()}</Button>
      </div>
      <InstallSteps steps={[[<Copy key="0" />, m.install_ios_0()], [<Share key="1" />, m.install_ios_1()], [<SquarePlus key="2" />, m.install_ios_2()], [undefined, m.install_ios_3()]]} />
      <Button tone="quiet" wide onClick={onHere}>{m.install_first_here()}</Button>
    </section>
  );
}

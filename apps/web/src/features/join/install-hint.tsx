import { EllipsisVertical, SquarePlus } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { InstallSteps } from './install-steps.tsx';
import { installWay, pageHere } from './install-way.ts';
import { installOffer, watchInstallOffer } from './install-offer.ts';

/** How to put the app on this phone's home screen, in the way this browser does it. */
export function InstallHint({ onDone }: { readonly onDone: () => void }) {
  const offer = useSyncExternalStore(watchInstallOffer, installOffer);
  const [page] = useState(pageHere);
  const way = installWay({ ...page, hasPrompt: offer !== undefined });
  // An iPhone was told before it joined.
  if (way === 'installed' || way === 'ios') return <Button tone="primary" wide onClick={onDone}>{m.install_continue()}</Button>;
  const ask = async () => {
    await offer?.prompt();
    onDone();
  };
  return (
    <section className="grid gap-4" aria-labelledby="install-title">
      <div>
        <h2 id="install-title" className="text-l font-bold">{m.install_title()}</h2>
        <p className="mt-1 text-ink-2">{m.install_why()}</p>
      </div>
      {way === 'menu' && <InstallSteps steps={[[<EllipsisVertical key="1" />, m.install_menu_1()], [<SquarePlus key="2" />, m.install_menu_2()]]} />}
      {way === 'prompt' && <Button tone="primary" wide icon={<SquarePlus aria-hidden />} onClick={() => void ask()}>{m.install_prompt()}</Button>}
      <Button wide tone={way === 'prompt' ? 'quiet' : 'primary'} onClick={onDone}>{way === 'prompt' ? m.install_later() : m.install_continue()}</Button>
    </section>
  );
}

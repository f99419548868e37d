import { EllipsisVertical, Share, SquarePlus } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { installWay } from './install-way.ts';
import { installOffer, watchInstallOffer } from './install-offer.ts';

/** How to put the app on this phone's home screen, in the way this browser does it. */
export function InstallHint({ onDone }: { readonly onDone: () => void }) {
  const offer = useSyncExternalStore(watchInstallOffer, installOffer);
  const [page] = useState(() => ({
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    standalone: matchMedia('(display-mode: standalone)').matches,
  }));
  const way = installWay({ ...page, hasPrompt: offer !== undefined });
  if (way === 'installed') return <Button tone="primary" wide onClick={onDone}>{m.install_continue()}</Button>;
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
      {way === 'ios' && <Steps steps={[[<Share key="1" />, m.install_ios_1()], [<SquarePlus key="2" />, m.install_ios_2()], [undefined, m.install_ios_3()]]} />}
      {way === 'menu' && <Steps steps={[[<EllipsisVertical key="1" />, m.install_menu_1()], [<SquarePlus key="2" />, m.install_menu_2()]]} />}
      {way === 'prompt' && <Button tone="primary" wide icon={<SquarePlus aria-hidden />} onClick={() => void ask()}>{m.install_prompt()}</Button>}
      <Button wide tone={way === 'prompt' ? 'quiet' : 'primary'} onClick={onDone}>{way === 'prompt' ? m.install_later() : m.install_continue()}</Button>
    </section>
  );
}

function Steps({ steps }: { readonly steps: readonly (readonly [ReactNode, string])[] }) {
  return (
    <ol className="grid gap-3 border-y border-line py-4">
      {steps.map(([icon, words], index) => (
        <li key={words} className="flex items-center gap-3 [&_svg]:size-[22px] [&_svg]:stroke-[1.75] [&_svg]:text-ink-2">
          <span className="grid size-8 flex-none place-items-center rounded-full border border-line-strong text-s font-semibold">{index + 1}</span>
          <span className="min-w-0 flex-1">{words}</span>
          {icon}
        </li>
      ))}
    </ol>
  );
}

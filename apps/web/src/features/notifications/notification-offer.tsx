import { Bell } from 'lucide-react';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import { notificationState, rememberAsked, wasAsked } from './notification-state.ts';
import { turnOnNotifications } from './subscribe.ts';
import type { SubscribeOutcome } from './subscribe.ts';

const outcomes = {
  on: m.notify_on,
  denied: m.notify_denied,
  unsupported: m.notify_unsupported,
  slow: m.notify_failed,
  'server-off': m.notify_off_server,
  failed: m.notify_failed,
} as const satisfies Record<SubscribeOutcome, () => string>;

/** Offers notices once there is something to hear of: after the first report or the first finished shift. Asked once. */
export function NotificationOffer({ due }: { readonly due: boolean }) {
  const [open, setOpen] = useState(() => notificationState() === 'ask' && !wasAsked());
  if (!due || !open) return null;
  const answer = async (yes: boolean) => {
    if (yes) showToast({ text: outcomes[await turnOnNotifications()]() });
    else rememberAsked();
    setOpen(false);
  };
  return (
    <section className="mb-4 rounded-card border border-line bg-surface p-4" aria-labelledby="notify-title">
      <h2 id="notify-title" className="flex items-center gap-2 font-bold"><Bell aria-hidden className="size-5 flex-none stroke-[1.75]" />{m.notify_title()}</h2>
      <p className="mt-1 text-ink-2">{m.notify_body()}</p>
      <div className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(min(100%,8rem),1fr))] gap-2">
        <Button tone="primary" onClick={() => void answer(true)}>{m.notify_yes()}</Button>
        <Button onClick={() => void answer(false)}>{m.notify_no()}</Button>
      </div>
    </section>
  );
}

/** The same from the settings, with what stands in the way. */
export function NotificationSetting() {
  const [state, setState] = useState(notificationState);
  const turnOn = async () => {
    showToast({ text: outcomes[await turnOnNotifications()]() });
    setState(notificationState());
  };
  if (state === 'ask' || state === 'granted') {
    return <Button wide icon={<Bell aria-hidden />} onClick={() => void turnOn()}>{state === 'granted' ? m.notify_on() : m.notify_yes()}</Button>;
  }
  return <p className="text-ink-2">{state === 'denied' ? m.notify_denied() : m.notify_unsupported()}</p>;
}

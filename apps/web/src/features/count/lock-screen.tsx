import { Lock } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { m } from '../../paraglide/messages.js';
import { HoldButton } from './hold-button.tsx';

/** Nothing counts until somebody holds for three seconds; the numbers stay in sight. */
export function LockScreen({ onUnlock }: { readonly onUnlock: () => void }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={frame} className="count-lock" role="dialog" aria-modal aria-label={m.count_locked()}>
      <HoldButton label={`${m.count_locked()} · ${m.count_locked_hint()}`} onHeld={onUnlock} className="button button-plain !min-h-28 !min-w-40">
        <span className="grid justify-items-center gap-2"><Lock aria-hidden />{m.count_locked()}</span>
      </HoldButton>
      <p aria-hidden className="text-ink-2">{m.count_locked_hint()}</p>
    </div>
  );
}

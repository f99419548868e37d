import { lazy, Suspense, useState } from 'react';
import { m } from '../paraglide/messages.js';
import { ApiFailure } from '../runtime/api/call.ts';
import { leave, waitingHere } from '../runtime/coming-and-going.ts';
import { StorageError } from '../runtime/database/database-guard.ts';
import { Button, type ButtonTone } from './button.tsx';
import { showToast } from './toast.tsx';

const Confirm = lazy(() => import('./dialog.tsx').then((module) => ({ default: module.Confirm })));
const LeaveWaiting = lazy(() => import('./leave-waiting.tsx').then((module) => ({ default: module.LeaveWaiting })));

interface LeavePhoneProps {
  readonly label: string;
  readonly tone?: ButtonTone;
  /** Where that leads; by itself the screen shows that nobody is here. */
  readonly onLeft?: () => void;
}

/** Leaves this phone, having asked: what waits, what becomes of it, and what stands in the way. */
export function LeavePhone({ label, tone = 'critical', onLeft }: LeavePhoneProps) {
  /** How many entries wait, while it is asked. */
  const [asking, setAsking] = useState<number>();
  const [full, setFull] = useState(false);

  const ask = async () => {
    setFull(false);
    setAsking(await waitingHere());
  };
  const go = async () => {
    setAsking(undefined);
    try {
      await leave();
      showToast({ text: m.settings_left() });
      onLeft?.();
    } catch (failure) {
      if (failure instanceof StorageError) {
        setFull(true);
        return setAsking(Math.max(1, await waitingHere()));
      }
      showToast({ text: failure instanceof ApiFailure && failure.reason === 'offline' ? m.settings_left_offline() : m.settings_leave_failed() });
      if (!(failure instanceof ApiFailure)) throw failure;
    }
  };

  return (
    <>
      <Button tone={tone} wide onClick={() => void ask()}>{label}</Button>
      <Suspense>
        {asking === 0 && <Confirm open critical title={m.settings_leave_title()} confirm={m.settings_leave()} cancel={m.ui_cancel()} onConfirm={() => void go()} onCancel={() => setAsking(undefined)}>{m.settings_leave_body()}</Confirm>}
        {asking !== undefined && asking > 0 && <LeaveWaiting waiting={asking} full={full} onLeave={() => void go()} onStay={() => setAsking(undefined)} />}
      </Suspense>
    </>
  );
}

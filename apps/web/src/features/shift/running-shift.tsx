import { lazy, Suspense, useState } from 'react';
import { Link } from '../../ui/navigation.tsx';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { postName } from '../../ui/post-name.ts';
import { Screen } from '../../ui/screen.tsx';
import { showToast } from '../../ui/toast.tsx';
import { colleagues } from './colleagues.ts';
import { HandOverSheet } from './hand-over-sheet.tsx';

const Confirm = lazy(() => import('../../ui/dialog.tsx').then((module) => ({ default: module.Confirm })));
import { ShiftFigures } from './shift-figures.tsx';

interface RunningShiftProps {
  readonly floor: Floor;
  readonly shift: NonNullable<Floor['shift']>;
  /** Asks for notifications after the first finished shift. */
  readonly onEnded: () => void;
}

/** The shift so far, what is not sent, and its two ends: handed over or ended. */
export function RunningShift({ floor, shift, onEnded }: RunningShiftProps) {
  const locale = useLocale();
  const me = useIdentity();
  const people = useRecords(floor.scope, 'person');
  const memberships = useRecords(floor.scope, 'membership');
  const [handing, setHanding] = useState(false);
  const [taker, setTaker] = useState<{ readonly id: string; readonly name: string }>();
  const time = formatClock(shift.startedAt, floor.site.timeZone, locale);

  const end = async () => {
    await write('shift-ended', { shift: shift.id });
    showToast({ text: m.shift_ended() });
    onEnded();
  };
  const handOver = async (to: string, name: string) => {
    await write('shift-handed-over', { shift: shift.id, to });
    showToast({ text: m.shift_handed_over({ name }) });
    onEnded();
  };

  return (
    <Screen
      title={m.shift_end_title()}
      note={m.shift_running({ post: postName(shift.post), time })}
      back="/floor"
      footer={
        <>
          <Button onClick={() => setHanding(true)}>{m.shift_hand_over()}</Button>
          <Button tone="primary" onClick={() => void end()}>{m.shift_end()}</Button>
        </>
      }
    >
      <ShiftFigures floor={floor} shift={shift} />
      <Link to="/floor/count" className={`${buttonClass('plain', true)} mt-6`}>{m.home_continue()}</Link>
      {handing && (
        <HandOverSheet people={colleagues(people.value ?? [], memberships.value ?? [], me?.person.id, serverNow())} onPick={(id, name) => { setHanding(false); setTaker({ id, name }); }} onClose={() => setHanding(false)} />
      )}
      <Suspense>
        {taker && (
          <Confirm open title={m.shift_hand_over_ask({ name: taker.name })} confirm={m.shift_hand_over()} cancel={m.ui_cancel()} onConfirm={() => void handOver(taker.id, taker.name)} onCancel={() => setTaker(undefined)}>{m.shift_hand_over_hint()}</Confirm>
        )}
      </Suspense>
    </Screen>
  );
}

import { Radio } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { formatClock } from '../../ui/desk-format/instants.ts';
import { useLocale } from '../../ui/locale.ts';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState, ScreenState } from '../../ui/state.tsx';
import { showToast } from '../../ui/toast.tsx';
import { LiveBoard } from './live-board.tsx';

const ReadingSheet = lazy(() => import('./reading-sheet.tsx').then((module) => ({ default: module.ReadingSheet })));
const Confirm = lazy(() => import('../../ui/dialog.tsx').then((module) => ({ default: module.Confirm })));
const MarkSheet = lazy(() => import('./mark-sheet.tsx').then((module) => ({ default: module.MarkSheet })));

/** The live room from its platform's totals: on air, readings, marks, off air. */
export function LiveScreen({ floor, status }: { readonly floor: Floor; readonly status: ReactNode }) {
  const locale = useLocale();
  const sessions = useRecords(floor.scope, 'live-session');
  const [open, setOpen] = useState<'reading' | 'mark' | 'end'>();
  const all = (sessions.value ?? []).toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
  const session = all.find(({ endedAt, startedAt }) => endedAt === undefined && startedAt !== undefined) ?? all[0];
  const onAir = session !== undefined && session.endedAt === undefined;

  const start = async () => {
    await write('live-session-started', {
      session: crypto.randomUUID(),
      ...(floor.site.plan ? { plan: floor.site.plan } : {}),
      ...(floor.inForce ? { revision: floor.inForce.id } : {}),
    });
    showToast({ text: m.live_started() });
  };
  const end = async () => {
    setOpen(undefined);
    if (!session) return;
    await write('live-session-ended', { session: session.id });
    showToast({ text: m.live_ended() });
  };
  const clock = (at: number | undefined) => (at === undefined ? '' : formatClock(at, floor.site.timeZone, locale));
  const note = session && (onAir ? m.live_on_air({ time: clock(session.startedAt) }) : m.live_ended_at({ time: clock(session.endedAt) }));

  return (
    <Screen
      title={m.live_title()}
      note={note}
      back="/floor"
      trailing={status}
      footer={
        onAir ? (
          <>
            <Button tone="primary" className="!basis-full" onClick={() => setOpen('reading')}>{m.live_reading_new()}</Button>
            <Button onClick={() => setOpen('mark')}>{m.live_mark()}</Button>
            <Button onClick={() => setOpen('end')}>{m.live_end()}</Button>
          </>
        ) : (
          <>
            <Button tone="primary" onClick={() => void start()}>{m.live_start()}</Button>
            {session && <Button onClick={() => setOpen('reading')}>{m.live_reading_new()}</Button>}
          </>
        )
      }
    >
      {sessions.state === 'loading' && <LoadingState label={m.ui_loading()} />}
      {sessions.state === 'ready' && !session && <ScreenState icon={<Radio />} title={m.live_none_title()}><p>{m.live_none_body()}</p></ScreenState>}
      {session && <LiveBoard floor={floor} session={session} all={all} />}
      <Suspense>
        {open === 'reading' && session && <ReadingSheet floor={floor} session={session} onClose={() => setOpen(undefined)} />}
        {open === 'end' && <Confirm open title={m.live_end_ask()} confirm={m.live_end()} cancel={m.ui_cancel()} onConfirm={() => void end()} onCancel={() => setOpen(undefined)}>{m.live_end_note()}</Confirm>}
        {open === 'mark' && session && <MarkSheet session={session} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </Screen>
  );
}

import { ListChecks } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useNames } from '../../runtime/react/use-names.ts';
import { Screen } from '../../ui/screen.tsx';
import { ScreenState } from '../../ui/state.tsx';
import type { StepStanding } from './due.ts';
import { StepRow } from './step-row.tsx';
import { useSop } from './use-sop.ts';
import '../../ui/list-row.css';

const StepSheet = lazy(() => import('./step-sheet.tsx').then((module) => ({ default: module.StepSheet })));

/** What to do now, then the whole day; readable and tickable without a network. */
export function SopScreen({ floor, status }: { readonly floor: Floor; readonly status: ReactNode }) {
  const { day, steps, runs, total } = useSop(floor);
  const nameOf = useNames(floor.scope);
  const [open, setOpen] = useState<StepStanding>();
  const { inForce } = floor;
  if (!inForce) {
    return (
      <Screen title={m.sop_title()} back="/floor" trailing={status}>
        <ScreenState icon={<ListChecks />} title={m.sop_empty_title()}><p>{m.sop_empty_body()}</p></ScreenState>
      </Screen>
    );
  }
  const now = steps.filter((standing) => standing.now !== undefined);
  const triggered = steps.filter(({ step }) => step.schedule.kind === 'triggered');
  const rest = steps.filter((standing) => !now.includes(standing) && !triggered.includes(standing));
  const rows = (some: readonly StepStanding[]) => some.map((standing) => (
    <StepRow key={standing.step.id} standing={standing} zone={floor.site.timeZone} runs={runs} nameOf={nameOf} onOpen={() => setOpen(standing)} />
  ));
  return (
    <Screen title={m.sop_title()} note={m.sop_note({ revision: `v${inForce.number}`, done: total.done, due: total.due })} back="/floor/count" trailing={status}>
      <progress className="sop-progress" value={total.done} max={Math.max(1, total.due)} aria-label={m.sop_today()} />
      <h2 className="section-title">{m.sop_now()}</h2>
      {now.length > 0 ? <ul className="list">{rows(now)}</ul> : <p className="text-ink-2">{m.sop_all_done()}</p>}
      {triggered.length > 0 && <><h2 className="section-title">{m.sop_triggered()}</h2><ul className="list">{rows(triggered)}</ul></>}
      {rest.length > 0 && <><h2 className="section-title">{m.sop_today()}</h2><ul className="list">{rows(rest)}</ul></>}
      <Suspense>
        {open && <StepSheet floor={floor} revision={inForce.id} day={day} standing={open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </Screen>
  );
}

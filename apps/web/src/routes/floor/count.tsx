import { ListChecks } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { CountScreen } from '../../features/count/count-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { NoShift } from '../../features/floor-frame/no-shift.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { m } from '../../paraglide/messages.js';
import { patient } from '../../ui/patient.ts';
import { Link } from '../../ui/navigation.tsx';

// What may come after the pads can be tapped: one file, in the phone's cache with the rest.
const later = () => patient(() => import('./count-later.tsx'));
const ExtraEntry = lazy(() => later().then((module) => ({ default: module.ExtraEntry })));
const LiveScreen = lazy(() => later().then((module) => ({ default: module.LiveScreen })));
const RevisionBanner = lazy(() => later().then((module) => ({ default: module.RevisionBanner })));
const SopLink = lazy(() => later().then((module) => ({ default: module.SopLink })));

export function Count() {
  return (
    <FloorGate>
      {(floor) => {
        const { shift } = floor;
        if (!shift) return <NoShift />;
        if (shift.post === 'live' || shift.post === 'chat') return <Suspense><LiveScreen floor={floor} status={<SyncPill />} /></Suspense>;
        return (
          <CountScreen
            floor={floor}
            shift={shift}
            status={<SyncPill />}
            banner={<Suspense><RevisionBanner floor={floor} /></Suspense>}
            sop={<Suspense fallback={<Link to="/floor/sop"><ListChecks aria-hidden />{m.count_sop_bare()}</Link>}><SopLink floor={floor} /></Suspense>}
            sheet={(extra, close) => <ExtraEntry extra={extra} floor={floor} shift={shift.id} onClose={close} />}
          />
        );
      }}
    </FloorGate>
  );
}

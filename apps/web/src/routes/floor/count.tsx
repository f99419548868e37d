import { createFileRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { CountScreen } from '../../features/count/count-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { NoShift } from '../../features/floor-frame/no-shift.tsx';
import { RevisionBanner } from '../../features/revision/revision-banner.tsx';
import { SopLink } from '../../features/sop/sop-link.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

const SaleEntry = lazy(() => import('../../features/sale/sale-entry.tsx').then((module) => ({ default: module.SaleEntry })));
const SizeMissingEntry = lazy(() => import('../../features/size-missing/size-missing-entry.tsx').then((module) => ({ default: module.SizeMissingEntry })));
const ComplaintEntry = lazy(() => import('../../features/complaint/complaint-entry.tsx').then((module) => ({ default: module.ComplaintEntry })));
const RefundEntry = lazy(() => import('../../features/refund/refund-entry.tsx').then((module) => ({ default: module.RefundEntry })));
const LiveScreen = lazy(() => import('../../features/live-room/live-screen.tsx').then((module) => ({ default: module.LiveScreen })));

const sheets = { sale: SaleEntry, 'size-missing': SizeMissingEntry, complaint: ComplaintEntry, refund: RefundEntry } as const;

export const Route = createFileRoute('/floor/count')({ component: Count });

function Count() {
  return (
    <FloorGate>
      {(floor) => {
        const { shift } = floor;
        if (!shift) return <NoShift />;
        if (shift.post === 'live' || shift.post === 'chat') return <LiveScreen floor={floor} status={<SyncPill />} />;
        return (
          <CountScreen floor={floor} shift={shift} status={<SyncPill />} banner={<RevisionBanner floor={floor} />} sop={<SopLink floor={floor} />}
            sheet={(extra, close) => { const Entry = sheets[extra]; return <Entry floor={floor} shift={shift.id} onClose={close} />; }} />
        );
      }}
    </FloorGate>
  );
}

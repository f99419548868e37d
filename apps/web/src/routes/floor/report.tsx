import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { ReportScreen } from '../../features/report/report-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/report')({ component: Report });

function Report() {
  const navigate = useNavigate();
  return <FloorGate>{(floor) => <ReportScreen floor={floor} status={<SyncPill />} onSent={() => void navigate({ to: floor.shift ? '/floor/count' : '/floor' })} />}</FloorGate>;
}

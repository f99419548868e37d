import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { ReportScreen } from '../../features/report/report-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { useNavigate } from '../../ui/navigation.tsx';

export function Report() {
  const navigate = useNavigate();
  return <FloorGate>{(floor) => <ReportScreen floor={floor} status={<SyncPill />} onSent={() => navigate({ to: floor.shift ? '/floor/count' : '/floor' })} />}</FloorGate>;
}

import { DayScreen } from '../../features/day-marks/day-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { useNavigate } from '../../ui/navigation.tsx';

export function Day() {
  const navigate = useNavigate();
  return <FloorGate>{(floor) => <DayScreen floor={floor} status={<SyncPill />} onSaved={() => navigate({ to: '/floor' })} />}</FloorGate>;
}

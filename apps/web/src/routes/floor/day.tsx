import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { DayScreen } from '../../features/day-marks/day-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/day')({ component: Day });

function Day() {
  const navigate = useNavigate();
  return <FloorGate>{(floor) => <DayScreen floor={floor} status={<SyncPill />} onSaved={() => void navigate({ to: '/floor' })} />}</FloorGate>;
}

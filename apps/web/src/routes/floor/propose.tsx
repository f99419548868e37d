import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { ProposeScreen } from '../../features/propose/propose-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/propose')({ component: Propose });

function Propose() {
  const navigate = useNavigate();
  return <FloorGate>{(floor) => <ProposeScreen floor={floor} status={<SyncPill />} onSent={() => void navigate({ to: floor.shift ? '/floor/count' : '/floor' })} />}</FloorGate>;
}

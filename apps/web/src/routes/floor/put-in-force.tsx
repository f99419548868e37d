import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { PutInForceScreen } from '../../features/revision/put-in-force-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/put-in-force')({ component: PutInForce });

function PutInForce() {
  const navigate = useNavigate();
  return <FloorGate>{(floor) => <PutInForceScreen floor={floor} status={<SyncPill />} onDone={() => void navigate({ to: '/floor/changes' })} />}</FloorGate>;
}

import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { PutInForceScreen } from '../../features/revision/put-in-force-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { useNavigate } from '../../ui/navigation.tsx';

export function PutInForce() {
  const navigate = useNavigate();
  return <FloorGate>{(floor) => <PutInForceScreen floor={floor} status={<SyncPill />} onDone={() => navigate({ to: '/floor/changes' })} />}</FloorGate>;
}

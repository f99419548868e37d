import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { ProposeScreen } from '../../features/propose/propose-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { useNavigate } from '../../ui/navigation.tsx';

export function Propose() {
  const navigate = useNavigate();
  return <FloorGate>{(floor) => <ProposeScreen floor={floor} status={<SyncPill />} onSent={() => navigate({ to: floor.shift ? '/floor/count' : '/floor' })} />}</FloorGate>;
}

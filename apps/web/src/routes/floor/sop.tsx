import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SopScreen } from '../../features/sop/sop-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export function Sop() {
  return <FloorGate>{(floor) => <SopScreen floor={floor} status={<SyncPill />} />}</FloorGate>;
}

import { EnrolScreen } from '../../features/enrol/enrol-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export function Enrol() {
  return <FloorGate>{(floor) => <EnrolScreen floor={floor} status={<SyncPill />} />}</FloorGate>;
}

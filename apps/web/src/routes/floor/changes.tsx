import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { ChangesScreen } from '../../features/revision/changes-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export function Changes() {
  return <FloorGate>{(floor) => <ChangesScreen floor={floor} status={<SyncPill />} />}</FloorGate>;
}

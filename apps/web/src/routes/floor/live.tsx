import { LiveScreen } from '../../features/live-room/live-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export function Live() {
  return <FloorGate>{(floor) => <LiveScreen floor={floor} status={<SyncPill />} />}</FloorGate>;
}

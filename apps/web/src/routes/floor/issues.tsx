import { ItemsScreen } from '../../features/items/items-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export function Issues() {
  return <FloorGate>{(floor) => <ItemsScreen floor={floor} status={<SyncPill />} />}</FloorGate>;
}

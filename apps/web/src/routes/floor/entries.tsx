import { EntriesScreen } from '../../features/entries/entries-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export function Entries() {
  return <FloorGate>{(floor) => <EntriesScreen floor={floor} status={<SyncPill />} />}</FloorGate>;
}

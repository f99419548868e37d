import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { TallyScreen } from '../../features/tally-text/tally-screen.tsx';

export function Tally() {
  return <FloorGate>{(floor) => <TallyScreen floor={floor} status={<SyncPill />} />}</FloorGate>;
}

import { createFileRoute } from '@tanstack/react-router';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { TallyScreen } from '../../features/tally-text/tally-screen.tsx';

export const Route = createFileRoute('/floor/tally')({
  component: () => <FloorGate>{(floor) => <TallyScreen floor={floor} status={<SyncPill />} />}</FloorGate>,
});

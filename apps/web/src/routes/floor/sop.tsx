import { createFileRoute } from '@tanstack/react-router';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SopScreen } from '../../features/sop/sop-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/sop')({
  component: () => <FloorGate>{(floor) => <SopScreen floor={floor} status={<SyncPill />} />}</FloorGate>,
});

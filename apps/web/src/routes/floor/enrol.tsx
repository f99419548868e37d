import { createFileRoute } from '@tanstack/react-router';
import { EnrolScreen } from '../../features/enrol/enrol-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/enrol')({
  component: () => <FloorGate>{(floor) => <EnrolScreen floor={floor} status={<SyncPill />} />}</FloorGate>,
});

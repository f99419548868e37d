import { createFileRoute } from '@tanstack/react-router';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { ChangesScreen } from '../../features/revision/changes-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/changes')({
  component: () => <FloorGate>{(floor) => <ChangesScreen floor={floor} status={<SyncPill />} />}</FloorGate>,
});

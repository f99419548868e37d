import { createFileRoute } from '@tanstack/react-router';
import { ItemsScreen } from '../../features/items/items-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/issues/')({
  component: () => <FloorGate>{(floor) => <ItemsScreen floor={floor} status={<SyncPill />} />}</FloorGate>,
});

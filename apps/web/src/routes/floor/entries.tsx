import { createFileRoute } from '@tanstack/react-router';
import { EntriesScreen } from '../../features/entries/entries-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/entries')({
  component: () => <FloorGate>{(floor) => <EntriesScreen floor={floor} status={<SyncPill />} />}</FloorGate>,
});

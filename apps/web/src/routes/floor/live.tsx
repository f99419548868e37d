import { createFileRoute } from '@tanstack/react-router';
import { LiveScreen } from '../../features/live-room/live-screen.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/live')({
  component: () => <FloorGate>{(floor) => <LiveScreen floor={floor} status={<SyncPill />} />}</FloorGate>,
});

import { createFileRoute } from '@tanstack/react-router';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { HomeScreen } from '../../features/home/home-screen.tsx';
import { RevisionBanner } from '../../features/revision/revision-banner.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/')({ component: Home });

function Home() {
  return <FloorGate>{(floor) => <HomeScreen floor={floor} status={<SyncPill />} banner={<RevisionBanner floor={floor} />} />}</FloorGate>;
}

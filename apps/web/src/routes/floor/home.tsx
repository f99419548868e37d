import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { HomeScreen } from '../../features/home/home-screen.tsx';
import { NotificationOffer } from '../../features/notifications/notification-offer.tsx';
import { RevisionBanner } from '../../features/revision/revision-banner.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { useHasWritten } from '../../runtime/react/use-has-written.ts';

/** What makes a notice worth having. */
const worthHearing = ['shift-ended', 'shift-handed-over', 'item-opened'];

export function Home() {
  const due = useHasWritten(worthHearing);
  return (
    <FloorGate>
      {(floor) => <HomeScreen floor={floor} status={<SyncPill />} banner={<><NotificationOffer due={due} /><RevisionBanner floor={floor} /></>} />}
    </FloorGate>
  );
}

import { createFileRoute } from '@tanstack/react-router';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { ItemScreen } from '../../features/items/item-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';

export const Route = createFileRoute('/floor/issues/$item')({ component: Item });

function Item() {
  const { item } = Route.useParams();
  return <FloorGate>{(floor) => <ItemScreen floor={floor} item={item} status={<SyncPill />} />}</FloorGate>;
}

import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { ItemScreen } from '../../features/items/item-screen.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { useParam } from '../../ui/navigation.tsx';

export function Issue() {
  const item = useParam('item');
  return <FloorGate>{(floor) => <ItemScreen floor={floor} item={item} status={<SyncPill />} />}</FloorGate>;
}

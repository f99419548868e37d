import type { RevisionRef } from '@fieldloop/domain/fact';
import type { Receipt } from '@fieldloop/domain/records/receipt';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useDevice } from '../../runtime/react/use-device.ts';
import { useRecords } from '../../runtime/react/use-records.ts';

/** What this device knows of a revision; `ready` is false until the local database has answered. */
export function useReceipt(floor: Floor, revision: RevisionRef | undefined): { readonly ready: boolean; readonly device: string | undefined; readonly receipt: Receipt | undefined } {
  const device = useDevice();
  const receipts = useRecords(floor.scope, 'receipt');
  return {
    ready: receipts.state === 'ready' && device !== undefined,
    device,
    receipt: receipts.value?.find((each) => each.revision === revision && each.device === device),
  };
}

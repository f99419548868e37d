import { ComplaintEntry } from '../../features/complaint/complaint-entry.tsx';
import type { Extra } from '../../features/count/post-extras.tsx';
import { RefundEntry } from '../../features/refund/refund-entry.tsx';
import { SaleEntry } from '../../features/sale/sale-entry.tsx';
import { SizeMissingEntry } from '../../features/size-missing/size-missing-entry.tsx';
import type { Floor } from '../../runtime/react/use-floor.ts';

export { LiveScreen } from '../../features/live-room/live-screen.tsx';
export { RevisionBanner } from '../../features/revision/revision-banner.tsx';
export { SopLink } from '../../features/sop/sop-link.tsx';

const entries = { sale: SaleEntry, 'size-missing': SizeMissingEntry, complaint: ComplaintEntry, refund: RefundEntry } as const;

interface ExtraEntryProps {
  readonly extra: Extra;
  readonly floor: Floor;
  readonly shift: string;
  readonly onClose: () => void;
}

/** The sheet for a sale, a missing size, a complaint or a refund. */
export function ExtraEntry({ extra, ...props }: ExtraEntryProps) {
  const Entry = entries[extra];
  return <Entry {...props} />;
}

import { alertRecord } from './alert.ts';
import { correctionRecord } from './correction.ts';
import { dayRecord } from './day.ts';
import { itemRecord } from './item.ts';
import { liveSessionRecord } from './live-session.ts';
import { receiptRecord } from './receipt.ts';
import { revisionRecord } from './revision.ts';
import { saleRecord } from './sale.ts';
import { shiftRecord } from './shift.ts';
import { siteRecord } from './site.ts';
import { stepRunRecord } from './step-run.ts';
import { recordCatalogue } from './define-record.ts';

/** What a phone's own facts fold into: loaded on the counting route. Records of other kinds arrive folded. */
export const floorRecordDefinitions = [
  siteRecord,
  shiftRecord,
  dayRecord,
  itemRecord,
  revisionRecord,
  receiptRecord,
  stepRunRecord,
  alertRecord,
  liveSessionRecord,
  saleRecord,
  correctionRecord,
] as const;

export const floorRecords = recordCatalogue(floorRecordDefinitions);

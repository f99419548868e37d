import { alertRecord } from './alert.ts';
import { checkRecord } from './check.ts';
import { correctionRecord } from './correction.ts';
import { dayRecord } from './day.ts';
import { itemRecord } from './item.ts';
import { liveSessionRecord } from './live-session.ts';
import { loopRecord } from './loop.ts';
import { membershipRecord } from './membership.ts';
import { personRecord } from './person.ts';
import { planRecord } from './plan.ts';
import { receiptRecord } from './receipt.ts';
import { revisionRecord } from './revision.ts';
import { ruleRecord } from './rule.ts';
import { saleRecord } from './sale.ts';
import { shiftRecord } from './shift.ts';
import { siteRecord } from './site.ts';
import { stepRunRecord } from './step-run.ts';
import { targetRecord } from './target.ts';
import { recordCatalogue } from './define-record.ts';

export const recordDefinitions = [
  siteRecord,
  personRecord,
  membershipRecord,
  shiftRecord,
  dayRecord,
  itemRecord,
  loopRecord,
  planRecord,
  revisionRecord,
  receiptRecord,
  stepRunRecord,
  targetRecord,
  checkRecord,
  ruleRecord,
  alertRecord,
  liveSessionRecord,
  saleRecord,
  correctionRecord,
] as const;

/** Every record, the same on phones and server. */
export const records = recordCatalogue(recordDefinitions);

import { factCatalogue } from './define-fact.ts';
import { alertAcknowledged } from './alert-acknowledged.ts';
import { complaintRecorded } from './complaint-recorded.ts';
import { contactAdded } from './contact-added.ts';
import { countCorrected } from './count-corrected.ts';
import { dayMarked } from './day-marked.ts';
import { itemAssigned } from './item-assigned.ts';
import { itemCommented } from './item-commented.ts';
import { itemEdited } from './item-edited.ts';
import { itemMoved } from './item-moved.ts';
import { itemOpened } from './item-opened.ts';
import { itemSeen } from './item-seen.ts';
import { itemWithdrawn } from './item-withdrawn.ts';
import { leftWithoutBuying } from './left-without-buying.ts';
import { liveReading } from './live-reading.ts';
import { liveSessionEnded } from './live-session-ended.ts';
import { liveSessionMarked } from './live-session-marked.ts';
import { liveSessionStarted } from './live-session-started.ts';
import { peopleCounted } from './people-counted.ts';
import { photoAttached } from './photo-attached.ts';
import { refundRecorded } from './refund-recorded.ts';
import { revisionAcknowledged } from './revision-acknowledged.ts';
import { revisionDelivered } from './revision-delivered.ts';
import { revisionPutInForce } from './revision-put-in-force.ts';
import { saleRecorded } from './sale-recorded.ts';
import { shiftEnded } from './shift-ended.ts';
import { shiftHandedOver } from './shift-handed-over.ts';
import { shiftStarted } from './shift-started.ts';
import { sizeMissingAsked } from './size-missing-asked.ts';
import { stepCompleted } from './step-completed.ts';

/** What phones write: loaded on the counting route. */
export const floorDefinitions = [
  shiftStarted,
  shiftHandedOver,
  shiftEnded,
  dayMarked,
  peopleCounted,
  leftWithoutBuying,
  saleRecorded,
  refundRecorded,
  contactAdded,
  complaintRecorded,
  sizeMissingAsked,
  countCorrected,
  liveSessionStarted,
  liveReading,
  liveSessionMarked,
  liveSessionEnded,
  itemOpened,
  itemMoved,
  itemCommented,
  itemAssigned,
  itemEdited,
  itemSeen,
  itemWithdrawn,
  photoAttached,
  stepCompleted,
  revisionDelivered,
  revisionAcknowledged,
  revisionPutInForce,
  alertAcknowledged,
] as const;

export const floorFacts = factCatalogue(floorDefinitions);

import type { Alert } from '@fieldloop/domain/records/alert';
import type { Check } from '@fieldloop/domain/records/check';
import type { Correction } from '@fieldloop/domain/records/correction';
import type { DayMarks } from '@fieldloop/domain/records/day';
import type { Item } from '@fieldloop/domain/records/item';
import type { LiveSession } from '@fieldloop/domain/records/live-session';
import type { Loop } from '@fieldloop/domain/records/loop';
import type { MembershipRecord } from '@fieldloop/domain/records/membership';
import type { Person } from '@fieldloop/domain/records/person';
import type { Plan } from '@fieldloop/domain/records/plan';
import type { Receipt } from '@fieldloop/domain/records/receipt';
import type { Revision } from '@fieldloop/domain/records/revision';
import type { RuleRecord } from '@fieldloop/domain/records/rule';
import type { Sale } from '@fieldloop/domain/records/sale';
import type { Shift } from '@fieldloop/domain/records/shift';
import type { Site } from '@fieldloop/domain/records/site';
import type { StepRun } from '@fieldloop/domain/records/step-run';
import type { Target } from '@fieldloop/domain/records/target';

/** What a record of each kind holds. */
export interface RecordTypes {
  readonly alert: Alert;
  readonly check: Check;
  readonly correction: Correction;
  readonly day: DayMarks;
  readonly item: Item;
  readonly 'live-session': LiveSession;
  readonly loop: Loop;
  readonly membership: MembershipRecord;
  readonly person: Person;
  readonly plan: Plan;
  readonly receipt: Receipt;
  readonly revision: Revision;
  readonly rule: RuleRecord;
  readonly sale: Sale;
  readonly shift: Shift;
  readonly site: Site;
  readonly 'step-run': StepRun;
  readonly target: Target;
}

export type RecordKind = keyof RecordTypes;

import { floorRecordDefinitions } from './floor-records.ts';
import { checkRecord } from './check.ts';
import { loopRecord } from './loop.ts';
import { membershipRecord } from './membership.ts';
import { personRecord } from './person.ts';
import { planRecord } from './plan.ts';
import { ruleRecord } from './rule.ts';
import { targetRecord } from './target.ts';
import { recordCatalogue } from './define-record.ts';

export const recordDefinitions = [
  ...floorRecordDefinitions,
  personRecord,
  membershipRecord,
  loopRecord,
  planRecord,
  targetRecord,
  checkRecord,
  ruleRecord,
] as const;

/** Every record, as the server and the desk fold them. */
export const records = recordCatalogue(recordDefinitions);

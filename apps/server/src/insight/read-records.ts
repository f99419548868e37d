import type { ScopeKey } from '@fieldloop/domain/fact';
import type { Alert } from '@fieldloop/domain/records/alert';
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
import type { Shift } from '@fieldloop/domain/records/shift';
import type { Site } from '@fieldloop/domain/records/site';
import type { StepRun } from '@fieldloop/domain/records/step-run';
import type { Target } from '@fieldloop/domain/records/target';
import type pg from 'pg';

/** Shapes of the records that numbers and alerts are read with. */
export interface RecordShapes {
  alert: Alert;
  day: DayMarks;
  item: Item;
  'live-session': LiveSession;
  loop: Loop;
  membership: MembershipRecord;
  person: Person;
  plan: Plan;
  receipt: Receipt;
  revision: Revision;
  rule: RuleRecord;
  shift: Shift;
  site: Site;
  'step-run': StepRun;
  target: Target;
}

export interface FoundRecord<Data> {
  readonly scope: ScopeKey;
  readonly data: Data;
}

export interface RecordQuestion {
  readonly scopes?: readonly ScopeKey[] | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  /** Changed at or after this instant. */
  readonly changedSince?: number | undefined;
  /** Ids that begin so, for records that carry a day or a revision in front. */
  readonly prefix?: string | undefined;
}

/** Records of one kind, archived ones included, deleted ones not. */
export async function readRecords<Kind extends keyof RecordShapes>(
  pool: pg.Pool,
  organization: string,
  kind: Kind,
  question: RecordQuestion = {},
): Promise<FoundRecord<RecordShapes[Kind]>[]> {
  const { rows } = await pool.query<FoundRecord<RecordShapes[Kind]>>(
    `SELECT scope, data FROM record
     WHERE organization_id = $1 AND kind = $2 AND gone IS DISTINCT FROM 'deleted' AND data IS NOT NULL
       AND ($3::text[] IS NULL OR scope = ANY($3)) AND ($4::text[] IS NULL OR id = ANY($4))
       AND ($5::text[] IS NULL OR status = ANY($5)) AND ($6::bigint IS NULL OR changed_at >= $6)
       AND ($7::text IS NULL OR starts_with(id, $7))
     ORDER BY id`,
    [
      organization, kind, question.scopes ?? null, question.ids ?? null, question.statuses ?? null,
      question.changedSince ?? null, question.prefix ?? null,
    ],
  );
  return rows;
}

/** One record; undefined when there is none. */
export async function readRecord<Kind extends keyof RecordShapes>(
  pool: pg.Pool,
  organization: string,
  kind: Kind,
  scope: ScopeKey,
  id: string,
): Promise<RecordShapes[Kind] | undefined> {
  const [found] = await readRecords(pool, organization, kind, { scopes: [scope], ids: [id] });
  return found?.data;
}

/** What people are called, by id. */
export async function readNames(pool: pg.Pool, organization: string): Promise<ReadonlyMap<string, string>> {
  const people = await readRecords(pool, organization, 'person', { scopes: ['desk'] });
  return new Map(people.map(({ data }) => [data.id, data.name.value]));
}

/** Sites by id, for reading time off: a time zone that this runtime does not know is read as UTC, not as an error. */
export async function readSites(pool: pg.Pool, organization: string, ids?: readonly string[]): Promise<Site[]> {
  const found = await readRecords(pool, organization, 'site', { scopes: ['desk'], ids });
  return found.map(({ data }) => (isTimeZone(data.timeZone) ? data : { ...data, timeZone: 'UTC' }));
}

const known = new Map<string, boolean>();

function isTimeZone(timeZone: string): boolean {
  const before = known.get(timeZone);
  if (before !== undefined) return before;
  let valid = true;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    valid = false;
  }
  known.set(timeZone, valid);
  return valid;
}

import type { DayType } from '../facts/payload.ts';
import type { Payloads } from '../facts/payloads.ts';
import type { Field } from './define-record.ts';
import { defineRecord, setField } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';

type Weather = NonNullable<Payloads['day-marked']['weather']>;

/** What makes a site day unlike its weekday. */
export interface DayMarks {
  readonly day: string;
  readonly weather?: Field<Weather> | undefined;
  readonly dayType?: Field<DayType> | undefined;
  readonly events?: Field<readonly string[]> | undefined;
}

export const dayRecord = defineRecord<DayMarks>({
  kind: 'day',
  folds: {
    'day-marked': (marks, { payload: { day, weather, dayType, events } }, context) => ({
      day,
      weather: weather === undefined ? marks?.weather : setField(marks?.weather, weather, context),
      dayType: dayType === undefined ? marks?.dayType : setField(marks?.dayType, dayType, context),
      events: events === undefined ? marks?.events : setField(marks?.events, events, context),
    }),
  } satisfies FoldsOf<DayMarks>,
});

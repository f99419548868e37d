import type { Department } from '../facts/payload.ts';
import type { Field } from './define-record.ts';
import { defineRecord, setField } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';

/** What a person is called. Sign-in and devices are kept elsewhere. */
export interface Person {
  readonly id: string;
  readonly name: Field<string>;
  readonly locale?: Field<'zh-CN' | 'en'> | undefined;
  readonly department?: Field<Department> | undefined;
}

export const personRecord = defineRecord<Person>({
  kind: 'person',
  folds: {
    'person-named': (person, { payload: { person: id, name, locale, department } }, context) => ({
      id,
      name: setField(person?.name, name, context),
      locale: locale === undefined ? person?.locale : setField(person?.locale, locale, context),
      department: department === undefined ? person?.department : setField(person?.department, department, context),
    }),
  } satisfies FoldsOf<Person>,
});

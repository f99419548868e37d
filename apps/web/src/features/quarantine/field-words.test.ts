import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { expect, it } from 'vitest';
import { m } from '../../paraglide/messages.js';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { fieldName, fieldPath, valueName } from './field-words.ts';

overwriteGetLocale(() => 'zh-CN');

it.each(['people-counted', 'left-without-buying', 'sale-recorded', 'refund-recorded', 'complaint-recorded', 'size-missing-asked', 'count-corrected', 'item-opened', 'shift-started'])(
  'has a word for every field of %s',
  (name) => {
    const fields = Object.keys(deskFacts.get(name)?.sample as object);
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter((field) => fieldName(field) === field)).toEqual([]);
  },
);

it('names a field inside others, and counts a list from one', () => {
  expect(fieldPath('lines.0.from')).toBe(`${m.desk_field_lines()} 1 ${m.desk_field_from()}`);
});

it('says what is of a closed list, and leaves everything else as it came', () => {
  expect([valueName('counter', 'entered'), valueName('reason', 'queue'), valueName('kind', 'content')]).toEqual([m.counter_entered(), m.desk_detail_queue(), m.desk_issue_kind_content()]);
  expect([valueName('reason', 'S/M'), valueName('post', 'toString'), valueName('text', 'queue')]).toEqual(['S/M', 'toString', 'queue']);
  for (const inherited of ['constructor', 'toString', '__proto__']) expect([fieldName(inherited), valueName(inherited, 'x'), valueName('channel', inherited)]).toEqual([inherited, 'x', inherited]);
});

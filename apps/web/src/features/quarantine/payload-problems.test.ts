import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { readTyped } from './payload-problems.ts';

overwriteGetLocale(() => 'zh-CN');

const counted = deskFacts.get('people-counted');
const problems = (payload: unknown) => readTyped(counted, JSON.stringify(payload)).problems;

it.each([...deskFacts.values()].map((definition) => [definition.name, definition] as const))('finds nothing wrong with a valid %s', (_, definition) => {
  expect(readTyped(definition, JSON.stringify(definition.sample))).toEqual({ payload: definition.sample, problems: [] });
});

it('names the field and what is wrong with it', () => {
  expect(problems({ counter: 'entered' })).toEqual([{ field: 'count', words: m.desk_held_missing() }]);
  expect(problems({ counter: 'entered', count: 'many' })).toEqual([{ field: 'count', words: m.desk_held_type({ expected: m.desk_held_type_number() }) }]);
  expect(problems({ counter: 'flown', count: 1 })).toMatchObject([{ field: 'counter' }]);
  expect(problems({ counter: 'entered', count: -1 })).toContainEqual({ field: 'count', words: m.desk_held_at_least({ n: '0' }) });
  expect(problems({ counter: 'entered', count: 0 })).toEqual([{ field: '', words: m.desk_held_rule() }]);
});

it('says that text is no JSON, and lets through what no definition knows', () => {
  expect(readTyped(counted, '{"counter":').problems).toEqual([{ field: '', words: m.desk_held_not_json() }]);
  expect(readTyped(undefined, '[1]')).toEqual({ payload: [1], problems: [] });
});

it('lists fields as their language does', () => {
  const strict = { payload: z.strictObject({}) };
  const words = () => readTyped(strict, '{"one":1,"two":2}').problems[0]?.words;
  expect(words()).toBe(m.desk_held_unknown_fields({ fields: 'one、two' }));
  overwriteGetLocale(() => 'en');
  expect(words()).toBe(m.desk_held_unknown_fields({ fields: 'one, two' }));
});

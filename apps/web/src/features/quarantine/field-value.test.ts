import { expect, it } from 'vitest';
import { m } from '../../paraglide/messages.js';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { formatMoney } from '../../ui/desk-format/numbers.ts';
import { fieldValue, partsOf } from './field-value.ts';

overwriteGetLocale(() => 'zh-CN');

const names = { person: (id: string) => `person ${id}`, zone: (id: string) => `zone ${id}`, when: (at: number) => `at ${at}` };
const says = (field: string, value: unknown, currency?: unknown) => fieldValue(field, value, currency, names, 'zh-CN');

it('names people and zones, tells instants from numbers and amounts from both', () => {
  expect([says('assignee', 'wu'), says('zone', 'z1'), says('from', 1_784_000_000_000), says('from', 5), says('count', 1_000_000)])
    .toEqual(['person wu', 'zone z1', 'at 1784000000000', '5', '1000000']);
  expect([says('to', 'done'), says('to', 'wu')]).toEqual([m.desk_status_done(), 'person wu']);
  expect(says('amountMinor', 1_784_000_000_000, 'CNY')).toBe(formatMoney(1_784_000_000_000, 'CNY', 'zh-CN', 2));
  expect(says('amountMinor', 25_900, 'yuan')).toBe('25900');
});

it('says yes, no, nothing and how many photos', () => {
  expect([says('done', true), says('ordered', false), says('assignee', null), says('note', ''), says('shift', [])]).toEqual([m.sop_yes(), m.sop_no(), m.desk_none(), m.desk_none(), m.desk_none()]);
  expect([says('photos', [{}, {}]), says('events', ['a', 1])]).toEqual(['2', 'a · 1']);
});

it.each([['count', 'many'], ['amountMinor', '1'], ['currency', 7], ['zone', 3], ['post', { a: 1 }], ['constructor', 'constructor'], ['counter', 'constructor'], ['photos', 'none']])(
  'shows what is wrong in %s as it came', (field, value) => {
    expect(says(field, value)).toBe(typeof value === 'object' ? JSON.stringify(value) : String(value));
  },
);

it('opens what has fields itself', () => {
  expect(partsOf('target', { kind: 'fact' })).toEqual([{ kind: 'fact' }]);
  expect(partsOf('lines', [{ from: 1 }, { from: 2 }])).toHaveLength(2);
  for (const [field, value] of [['lines', [1]], ['lines', []], ['photos', [{}]], ['note', 'x'], ['note', null]] as const) expect(partsOf(field, value)).toBeUndefined();
});

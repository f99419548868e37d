import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deepJsonText, isTooDeep } from './deep-json.ts';

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

it('writes what JSON.stringify writes', () => {
  fc.assert(fc.property(fc.json(), (text) => deepJsonText(JSON.parse(text)) === JSON.stringify(JSON.parse(text))));
});

it('writes what JSON.stringify cannot', () => {
  const text = `${'{"a":['.repeat(100_000)}1${']}'.repeat(100_000)}`;
  expect(deepJsonText(JSON.parse(text)) === text).toBe(true);
});

it('tells what is too deep from what is not', () => {
  expect(isTooDeep(nested(60))).toBe(false);
  expect(isTooDeep({ a: { b: [1, 'x', null] } })).toBe(false);
  expect(isTooDeep(nested(70))).toBe(true);
  expect(isTooDeep(nested(400_000))).toBe(true);
});

import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { deskFacts } from './desk-catalogue.ts';

type Path = readonly (string | number)[];

/** Every place in a payload where a value stands. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((inner: unknown, index) => (index === key ? replaced(inner, rest, by) : inner));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}

const poison: readonly unknown[] = [[['nested']], { $ne: 1 }, Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300, 'x'.repeat(5_000), null];

describe.each([...deskFacts.values()])('$name', ({ payload, sample }) => {
  it.each(places(sample).map((path) => ({ path, at: path.join('.') })))('refuses poison at $at', ({ path }) => {
    for (const bad of poison) {
      // A few fields may be null on purpose: nobody is assigned, nothing is due.
      if (bad === null && ['assignee', 'dueAt'].includes(String(path.at(-1)))) continue;
      expect(z.safeParse(payload, replaced(sample, path, bad)).success, `${path.join('.')} = ${String(bad).slice(0, 20)}`).toBe(false);
    }
  });

  it('refuses what is no object', () => {
    for (const bad of [undefined, null, 'text', 7, [], [sample]]) expect(z.safeParse(payload, bad).success).toBe(false);
  });
});

describe('limits', () => {
  const refused = (name: string, change: Record<string, unknown>): boolean => {
    const definition = deskFacts.get(name);
    if (!definition) throw new Error(`no fact ${name}`);
    return !z.safeParse(definition.payload, { ...(definition.sample as object), ...change }).success;
  };

  it('keeps counts, money and instants in a sane range', () => {
    expect(refused('people-counted', { count: 0 })).toBe(true);
    expect(refused('people-counted', { count: 1.5 })).toBe(true);
    expect(refused('people-counted', { count: 100_001 })).toBe(true);
    expect(refused('sale-recorded', { amountMinor: -1 })).toBe(true);
    expect(refused('sale-recorded', { currency: 'yuan' })).toBe(true);
    expect(refused('refund-recorded', { amountMinor: 0 })).toBe(true);
    expect(refused('revision-put-in-force', { from: 1_700_000 })).toBe(true);
  });

  it('keeps corrections from going below nothing', () => {
    expect(refused('count-corrected', { lines: [{ counter: 'entered', from: 1, to: -1 }] })).toBe(true);
    expect(refused('count-corrected', { lines: [] })).toBe(true);
  });

  it('asks for a reason when nothing will be done', () => {
    expect(refused('loop-decided', { answer: 'no-action' })).toBe(true);
    expect(refused('loop-decided', { answer: 'no-action', reason: '商场限 65 分贝' })).toBe(false);
  });

  it('asks for a proposal with every return', () => {
    expect(refused('check-returned', { proposal: '' })).toBe(true);
  });

  it('keeps style and size apart in the tally', () => {
    expect(refused('size-missing-asked', { style: 'YL/S01' })).toBe(true);
  });
});

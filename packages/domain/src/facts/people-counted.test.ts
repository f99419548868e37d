import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { peopleCounted } from './people-counted.ts';

const reading = { counter: 'entered', method: 'sensor', from: Date.UTC(2005, 6, 24), minutes: 30 } as const;

function accepts(payload: unknown): boolean {
  return z.safeParse(peopleCounted.payload, payload).success;
}

describe('people counted', () => {
  it('takes zero from a sensor: an interval in which nobody came', () => {
    expect(accepts({ ...reading, count: 0 })).toBe(true);
    expect(accepts({ ...reading, count: 12 })).toBe(true);
  });

  it('refuses zero where no interval says what was watched', () => {
    expect(accepts({ counter: 'entered', count: 0 })).toBe(false);
    expect(accepts({ counter: 'entered', count: 0, from: reading.from })).toBe(false);
    expect(accepts({ counter: 'entered', count: 0, minutes: 30 })).toBe(false);
    expect(accepts({ ...reading, count: -1 })).toBe(false);
  });

  it('a zero still marks the bucket as watched', () => {
    const fact = {
      id: '01900000-0000-7000-8000-000000000001', seq: 1, name: 'people-counted', version: 1, scope: 'site:ja' as const,
      subjects: [], at: reading.from, offset: 0, mono: 0, stamp: '0190000000000000-device-1', payload: { ...reading, count: 0 },
    };
    expect(peopleCounted.counts?.(fact.payload, fact)).toMatchObject([{ counter: 'entered', n: 0, at: reading.from, minutes: 30, method: 'sensor' }]);
  });
});

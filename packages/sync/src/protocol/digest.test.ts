import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceDigest, emptyDigest, sameDigest } from './digest.ts';

const record = fc.record({ kind: fc.constantFrom('note', 'site'), id: fc.string({ minLength: 1, maxLength: 12 }), version: fc.nat(10_000) });

describe('a digest', () => {
  it('is the same whatever the order, and undone by removal', () => {
    fc.assert(
      fc.property(fc.array(record), fc.array(record), (kept, passing) => {
        const straight = advanceDigest(emptyDigest, [], kept);
        const around = advanceDigest(advanceDigest(emptyDigest, [], [...passing, ...kept.toReversed()]), passing, []);
        expect(around).toEqual(straight);
      }),
    );
  });

  it('tells another version, another id and another kind apart', () => {
    const base = { kind: 'note', id: 'n1', version: 7 };
    const of = (one: typeof base) => advanceDigest(emptyDigest, [], [one]).hash;
    const hashes = [base, { ...base, version: 8 }, { ...base, id: 'n2' }, { ...base, kind: 'site' }, { ...base, id: 'n1@7', version: 7 }].map(of);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('spreads a hundred thousand records without one collision', () => {
    const hashes = new Set<string>();
    for (let index = 0; index < 100_000; index += 1) hashes.add(advanceDigest(emptyDigest, [], [{ kind: 'item', id: `i${index}`, version: index % 97 }]).hash);
    expect(hashes.size).toBe(100_000);
  });

  it('is what devices have stored: these vectors may not change', () => {
    const first = advanceDigest(emptyDigest, [], [{ kind: 'item', id: 'item-1', version: 1 }]);
    const both = advanceDigest(first, [], [{ kind: 'site', id: '静安', version: 42 }]);
    expect([first, both]).toEqual(vectors);
    expect(sameDigest(first, both)).toBe(false);
  });
});

const vectors = [{ count: 1, hash: '6eef301f8d4558df' }, { count: 2, hash: 'aaada4638cc2ad18' }];

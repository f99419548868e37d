import fc from 'fast-check';
import { expect, it } from 'vitest';
import { factEnvelope } from '../protocol/envelope.ts';
import { ToyDevice } from '../testing/toy-device.ts';
import { readEnvelope } from './read-envelope.ts';

const device = new ToyDevice({} as never, { now: 1_782_129_600_000 }, 'lin');
const written = (): Record<string, unknown> => ({
  ...device.fact('tapped', { count: 1 }, { subjects: ['note:n1'], seen: 4, inForce: 'commute@1', inHand: 'commute@2' }),
});

const oddities = fc.oneof(
  fc.anything(),
  fc.constantFrom<unknown>(
    undefined, null, '', 0, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '0'.repeat(36), 'site:', 'site:a b', 'person:x', 'desk2',
    'desk', ['note:n', 3], ['Note:n'], Array.from({ length: 51 }, () => 'note:n'), 'plan@', 'plan@1.5', '@1', 'Tapped', 'a'.repeat(61), 8.65e15,
    'site:a\n', 'plan@1\n', 'tapped\n',
  ),
);

it('reads what the schema of the wire reads, whatever is done to a fact', () => {
  const keys = [...Object.keys(factEnvelope.shape), 'more'];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), oddities, fc.boolean()), { maxLength: 3 }), (changes) => {
      const fact = written();
      for (const [key, value, remove] of changes) {
        if (remove) delete fact[key];
        else fact[key] = value;
      }
      const law = factEnvelope.safeParse(fact);
      const read = readEnvelope(fact);
      expect(read !== undefined).toBe(law.success);
      if (law.success) expect(JSON.stringify(sorted(read))).toBe(JSON.stringify(sorted(law.data)));
    }),
    { numRuns: 3_000 },
  );
});

it('takes a plain fact as it is, without a copy', () => {
  const fact = written();
  expect(readEnvelope(fact)).toBe(fact);
});

function sorted(fact: unknown): unknown {
  return Object.entries(fact as object).filter(([, value]) => value !== undefined).sort(([left], [right]) => (left < right ? -1 : 1));
}

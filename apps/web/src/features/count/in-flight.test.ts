import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { InFlight } from './in-flight.ts';
import { painted, settled, stored, tapped } from './in-flight.ts';

const start: InFlight = { base: 400, added: 0 };

it('paints a tap before it is stored and not twice after', () => {
  const after = tapped(tapped(start, 1), 3);
  expect(painted(after)).toBe(404);
  expect(painted(stored(after, 401))).toBe(404);
  expect(painted(stored(stored(after, 401), 404))).toBe(404);
});

it('paints what is taken back at once and not twice', () => {
  const undone = tapped(start, -3);
  expect(painted(undone)).toBe(397);
  expect(painted(stored(undone, 397))).toBe(397);
  expect(painted(stored(undone, 405))).toBe(402);
});

it('follows another phone and corrections down', () => {
  expect(painted(stored(start, 407))).toBe(407);
  expect(painted(stored(start, 395))).toBe(395);
  expect(painted(settled(tapped(start, 2)))).toBe(400);
});

it('never shows more people than were counted, whatever the order of arrival', () => {
  const steps = fc.array(fc.constantFrom('tap', 'mine', 'other'), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (run) => {
      let state: InFlight = { base: 0, added: 0 };
      let tapsMade = 0;
      let mineStored = 0;
      let others = 0;
      for (const step of run) {
        if (step === 'tap') (tapsMade += 1), (state = tapped(state, 1));
        else {
          if (step === 'mine' && mineStored < tapsMade) mineStored += 1;
          if (step === 'other') others += 1;
          state = stored(state, mineStored + others);
        }
        expect(painted(state)).toBeLessThanOrEqual(tapsMade + others);
        expect(painted(state)).toBeGreaterThanOrEqual(mineStored + others);
      }
    }),
  );
});

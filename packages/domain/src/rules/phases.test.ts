import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Machine, Phase, Reading } from './phases.ts';
import { isActive, quiet, step } from './phases.ts';

const patience = { evaluations: 2, recoveryEvaluations: 2, keepFiringMinutes: 30 };
const quarter = 15 * 60_000;
const readings: readonly Reading[] = ['beyond', 'between', 'recovered', 'not-enough', 'stale', 'closed'];

function play(list: readonly Reading[], from: Machine = quiet, with_ = patience): Machine {
  return list.reduce((machine, reading, i) => step(machine, reading, (i + 1) * quarter, with_), from);
}

describe('the table', () => {
  const examples: readonly [string, readonly Reading[], Phase][] = [
    ['one beyond is pending', ['beyond'], 'pending'],
    ['two in a row fire', ['beyond', 'beyond'], 'firing'],
    ['one between starts over', ['beyond', 'between', 'beyond'], 'pending'],
    ['one quarter with too few starts over', ['beyond', 'not-enough', 'beyond'], 'pending'],
    ['a night starts over', ['beyond', 'closed', 'beyond'], 'pending'],
    ['a quarter held back does not', ['beyond', 'stale', 'beyond'], 'firing'],
    ['between does not clear', ['beyond', 'beyond', 'between', 'between', 'between'], 'firing'],
    ['one recovered is recovering', ['beyond', 'beyond', 'recovered'], 'recovering'],
    ['two recovered clear', ['beyond', 'beyond', 'recovered', 'recovered'], 'inactive'],
    ['a relapse fires on', ['beyond', 'beyond', 'recovered', 'between'], 'firing'],
    ['beyond while recovering fires on', ['beyond', 'beyond', 'recovered', 'beyond'], 'firing'],
    ['too few do not clear', ['beyond', 'beyond', 'not-enough', 'not-enough'], 'firing'],
    ['a night does not clear', ['beyond', 'beyond', 'closed', 'closed'], 'firing'],
    ['a night within a recovery waits', ['beyond', 'beyond', 'recovered', 'closed'], 'recovering'],
  ];
  it.each(examples)('%s', (_name, list, phase) => {
    expect(play(list).phase).toBe(phase);
  });

  it('keeps firing for as long as the rule says after it was last beyond', () => {
    const patient = { ...patience, keepFiringMinutes: 60 };
    expect(play(['beyond', 'beyond', 'recovered', 'recovered'], quiet, patient).phase).toBe('recovering');
    expect(play(['beyond', 'beyond', 'recovered', 'recovered', 'recovered', 'recovered'], quiet, patient).phase).toBe('inactive');
  });

  it('with one evaluation fires at once, and says when', () => {
    const machine = step(quiet, 'beyond', 900_000, { ...patience, evaluations: 1 });
    expect(machine).toEqual({ phase: 'firing', streak: 0, firedAt: 900_000, lastBeyondAt: 900_000 });
  });

  it('never fires without enough consecutive quarters beyond, and never clears without a recovered one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...readings), { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (list, evaluations, recoveryEvaluations) => {
          const with_ = { evaluations, recoveryEvaluations, keepFiringMinutes: 0 };
          let machine = quiet;
          let beyond = 0;
          list.forEach((reading, i) => {
            const next = step(machine, reading, i * quarter, with_);
            if (reading === 'beyond') beyond++;
            else if (reading !== 'stale') beyond = 0;
            if (!isActive(machine) && isActive(next)) expect(beyond).toBeGreaterThanOrEqual(evaluations);
            if (isActive(machine) && !isActive(next)) expect(reading).toBe('recovered');
            machine = next;
          });
        },
      ),
    );
  });
});

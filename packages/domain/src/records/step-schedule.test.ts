import { describe, expect, it } from 'vitest';
import type { RevisionStep } from '../facts/revision-step.ts';
import { dueSlots, executionOf, hasEvidence } from './step-schedule.ts';
import type { StepAnswer, StepRun } from './step-run.ts';

const hours = { opens: 600, closes: 1_320 };
const midnight = 1_782_057_600_000;
const minute = 60_000;

function run(step: string, answers: Record<string, StepAnswer>): StepRun {
  const field = (value: StepAnswer) => ({ value, stamp: '', device: '', by: '', version: 1 });
  return { day: '2026-06-22', revision: 'commute@1', step, answers: Object.fromEntries(Object.entries(answers).map(([slot, value]) => [slot, field(value)])) };
}

const hourly: RevisionStep = { id: 'leaflets', number: 3, text: { zh: '发折页' }, schedule: { kind: 'hourly' }, evidence: ['number'], mandatory: false };

describe('when a step is due', () => {
  it('is once in each opening hour, by its end', () => {
    const slots = dueSlots({ kind: 'hourly' }, hours);
    expect(slots).toHaveLength(12);
    expect(slots[0]).toEqual({ slot: '600', dueBy: 660 });
    expect(slots.at(-1)).toEqual({ slot: '1260', dueBy: 1_320 });
  });

  it('is at its minutes, twice a day per shift, and never when triggered', () => {
    expect(dueSlots({ kind: 'at', minutes: [590, 900] }, hours).map(({ slot }) => slot)).toEqual(['590', '900']);
    expect(dueSlots({ kind: 'per-shift' }, hours)).toEqual([{ slot: 'early', dueBy: 960 }, { slot: 'late', dueBy: 1_320 }]);
    expect(dueSlots({ kind: 'triggered' }, hours)).toEqual([]);
  });
});

describe('execution', () => {
  it('counts what was done on time with what was asked for, and nothing else', () => {
    const at = (dayMinute: number) => midnight + dayMinute * minute;
    const runs = [run('leaflets', {
      '600': { done: true, at: at(650), evidence: { numbers: [12] } },
      '660': { done: true, at: at(750), evidence: { numbers: [9] } },
      '720': { done: true, at: at(811), evidence: { numbers: [9] } },
      '780': { done: true, at: at(790) },
      '840': { done: false, at: at(850), evidence: { numbers: [0] } },
    })];
    // On time within 30 minutes of grace: 600 and 660; late: 720; without a number: 780; answered with no: 840.
    expect(executionOf([hourly], runs, hours, midnight)).toEqual([{ step: 'leaflets', done: 2, due: 12, triggered: 0 }]);
  });

  it('reports triggered steps apart', () => {
    const step: RevisionStep = { ...hourly, schedule: { kind: 'triggered' } };
    const runs = [run('leaflets', { '1': { done: true, at: midnight }, '2': { done: false, at: midnight } })];
    expect(executionOf([step], runs, hours, midnight)).toEqual([{ step: 'leaflets', done: 0, due: 0, triggered: 1 }]);
  });

  it('wants two numbers where two are asked', () => {
    const closing: RevisionStep = { ...hourly, evidence: ['number', 'number', 'photo'] };
    const photo = { sha256: 'ab'.repeat(32), type: 'image/jpeg', bytes: 9 };
    expect(hasEvidence(closing, { done: true, at: 0, evidence: { numbers: [1], photos: [photo] } })).toBe(false);
    expect(hasEvidence(closing, { done: true, at: 0, evidence: { numbers: [1, 2], photos: [photo] } })).toBe(true);
  });
});

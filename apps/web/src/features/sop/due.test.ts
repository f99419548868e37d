import type { StepRun } from '@fieldloop/domain/records/step-run';
import type { RevisionStep, StepSchedule } from '@fieldloop/domain/revision-step';
import { describe, expect, it } from 'vitest';
import { dayTotal, missingEvidence, standings } from './due.ts';

const hours = { opens: 600, closes: 1_320 };

function step(schedule: StepSchedule, evidence: RevisionStep['evidence'] = []): RevisionStep {
  return { id: 'one', number: 1, text: { zh: '步骤' }, schedule, evidence, mandatory: false };
}

function run(...slots: readonly string[]): StepRun {
  const answer = { value: { done: true, at: 0, evidence: { yes: true, photos: [] } }, stamp: '', device: 'd', by: 'p', version: 1 };
  return { day: '2026-07-06', revision: 'commute@2', step: 'one', answers: Object.fromEntries(slots.map((slot) => [slot, answer])) };
}

const at = (schedule: StepSchedule, minute: number, ...slots: readonly string[]) => standings([step(schedule)], [run(...slots)], hours, minute)[0]?.now;

describe('what is due now', () => {
  it('offers a fixed time before it comes and keeps it open when it is missed', () => {
    const schedule: StepSchedule = { kind: 'at', minutes: [590, 900] };
    expect(at(schedule, 499)).toBeUndefined();
    expect(at(schedule, 500)).toEqual({ slot: '590', dueBy: 590, overdue: false });
    expect(at(schedule, 700)).toEqual({ slot: '590', dueBy: 590, overdue: true });
    expect(at(schedule, 820, '590')).toEqual({ slot: '900', dueBy: 900, overdue: false });
    expect(at(schedule, 1_000, '590', '900')).toBeUndefined();
  });

  it('asks an hourly step once in each hour and lets a missed hour go', () => {
    const schedule: StepSchedule = { kind: 'hourly' };
    expect(at(schedule, 615)?.slot).toBe('600');
    expect(at(schedule, 615, '600')).toBeUndefined();
    expect(at(schedule, 661)?.slot).toBe('660');
  });

  it('asks once per shift: early until the middle of the day, then late', () => {
    const schedule: StepSchedule = { kind: 'per-shift' };
    expect(at(schedule, 700)?.slot).toBe('early');
    expect(at(schedule, 700, 'early')).toBeUndefined();
    expect(at(schedule, 1_100)?.slot).toBe('late');
  });

  it('never asks for a triggered step', () => {
    expect(at({ kind: 'triggered' }, 700)).toBeUndefined();
  });
});

it('adds up the day and leaves triggered steps out', () => {
  const all = standings([step({ kind: 'hourly' }), { ...step({ kind: 'triggered' }), id: 'two' }], [run('600', '660')], hours, 700);
  expect(dayTotal(all)).toEqual({ done: 2, due: 12 });
});

it('names what is missing, a number twice when it is asked twice', () => {
  const asks = step({ kind: 'hourly' }, ['number', 'number', 'photo', 'yes-no', 'name']);
  expect(missingEvidence(asks, { photos: 0, numbers: 1, yes: undefined, name: ' ' })).toEqual(['photo', 'number', 'yes-no', 'name']);
  expect(missingEvidence(asks, { photos: 1, numbers: 2, yes: false, name: '林晓' })).toEqual([]);
});

it('does not count an answer that lacks its evidence', () => {
  const [standing] = standings([step({ kind: 'hourly' }, ['photo'])], [run('600')], hours, 615);
  expect(standing).toMatchObject({ done: 0, now: { slot: '600' } });
});

import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { expect, it } from 'vitest';
import { stepChanges } from './changes.ts';

const step = (id: string, over: Partial<RevisionStep> = {}): RevisionStep => ({ id, number: 1, text: { zh: id }, schedule: { kind: 'hourly' }, evidence: ['photo', 'number'], mandatory: false, ...over });

it('tells added, changed and removed steps apart by id', () => {
  const before = [step('walk'), step('leaflet'), step('till')];
  const after = [step('walk', { text: { zh: '3 米内无遮挡' } }), step('greeter', { number: 2 }), step('till', { number: 3 })];
  const changes = stepChanges(before, after);
  expect(changes.added.map(({ id }) => id)).toEqual(['greeter']);
  expect(changes.changed.map(({ step: { id }, before: was }) => [id, was?.text.zh])).toEqual([['walk', 'walk']]);
  expect(changes.removed.map(({ id }) => id)).toEqual(['leaflet']);
  expect(changes.same).toBe(1);
});

it('counts another schedule, duty or evidence as a change, another order not', () => {
  const changed = (over: Partial<RevisionStep>) => stepChanges([step('a')], [step('a', over)]).changed.length;
  expect(changed({ schedule: { kind: 'per-shift' } })).toBe(1);
  expect(changed({ mandatory: true })).toBe(1);
  expect(changed({ evidence: ['photo'] })).toBe(1);
  expect(changed({ evidence: ['number', 'photo'], number: 9 })).toBe(0);
});

it("takes the author's marks when the old version is not on this phone", () => {
  const changes = stepChanges(undefined, [step('a', { change: 'new' }), step('b', { change: 'changed' }), step('c')]);
  expect([changes.added.length, changes.changed.length, changes.same]).toEqual([1, 1, 1]);
});

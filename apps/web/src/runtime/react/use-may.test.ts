import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import type { FactName } from '@fieldloop/domain/payloads';
import type { Role } from '@fieldloop/domain/fact';
import { expect, test } from 'vitest';
import { mayWrite } from './use-may.ts';

const now = 1_783_050_000_000;

function may(role: Role, name: FactName, until?: number): boolean {
  const definition = deskFacts.get(name);
  if (!definition) throw new RangeError(name);
  const who = { person: { id: 'somebody', name: 'x', locale: 'zh-CN' }, memberships: [{ scope: 'desk' as const, role, from: 0, ...(until === undefined ? {} : { until }) }] };
  return mayWrite(definition, who, 'desk', now);
}

test('a role is offered what the fact itself allows it', () => {
  expect([may('planner', 'loop-opened'), may('operations-manager', 'loop-opened'), may('data-analyst', 'loop-opened'), may('admin', 'loop-opened')]).toEqual([true, true, false, false]);
  expect([may('planner', 'rule-set'), may('data-analyst', 'rule-set'), may('admin', 'rule-set')]).toEqual([true, true, false]);
  expect([may('admin', 'alert-acknowledged'), may('operator', 'alert-acknowledged')]).toEqual([true, false]);
});

test('a membership that has ended offers nothing', () => {
  expect(may('planner', 'loop-opened', now)).toBe(false);
});

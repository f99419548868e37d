import type { Payloads } from '@fieldloop/domain/payloads';
import type { Calendar } from './calendar.ts';
import { instantOf } from './calendar.ts';
import { planId } from './places.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

export const ruleIds = {
  entryRate: 'rule-entry-rate', sizeMissing: 'rule-size-missing', complaints: 'rule-complaints', fittingRooms: 'rule-fitting-rooms',
} as const;

type Settings = Payloads['rule-set'];

/** Rule 1: fewer than one in five come in, over two hours, judged by the interval and twice in a row. */
export function entryRateRule(calendar: Calendar): Settings {
  return {
    ...common,
    rule: ruleIds.entryRate,
    title: '进店率低于 20%',
    condition: {
      kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22,
      window: { kind: 'rolling', minutes: 120 }, minimum: 100,
    },
    evaluations: 2,
    severity: 'critical',
    effectiveFrom: instantOf(calendar, 12, '10:00'),
  };
}

const common: Pick<Settings, 'sites' | 'plan' | 'recoveryEvaluations' | 'keepFiringMinutes' | 'during' | 'notify' | 'enabled'> = {
  sites: ['ja'], plan: planId, recoveryEvaluations: 2, keepFiringMinutes: 30, during: 'opening-hours', notify: ['zhou-ning'], enabled: true,
};

function countRule(
  about: Pick<Settings, 'rule' | 'title' | 'effectiveFrom'>,
  condition: Omit<Extract<Settings['condition'], { kind: 'count' }>, 'kind'>,
): Settings {
  return { ...common, ...about, condition: { kind: 'count', ...condition }, evaluations: 1, severity: 'attention' };
}

/** The rules of the story, each on the day it was agreed on. */
export function rules(calendar: Calendar): ScriptedFact[] {
  const at = (day: number, time: string) => instantOf(calendar, day, time);
  const set = (day: number, time: string, settings: Settings) => scripted(at(day, time), 'zhou-ning', 'desk', 'rule-set', settings);
  return [
    set(11, '17:30', entryRateRule(calendar)),
    set(18, '17:40', countRule(
      { rule: ruleIds.sizeMissing, title: '同款同码一小时断 4 次', effectiveFrom: at(19, '10:00') },
      { counter: 'sizeMissing', atLeast: 4, minutes: 60, groupBy: 'detail' })),
    set(16, '11:00', countRule(
      { rule: ruleIds.complaints, title: '同类客诉 2 小时 3 次', effectiveFrom: at(16, '12:00') },
      { counter: 'complaint', atLeast: 3, minutes: 120, groupBy: 'detail' })),
    set(25, '17:00', countRule(
      { rule: ruleIds.fittingRooms, title: '试衣超过每小时 28 人', effectiveFrom: at(26, '10:00') },
      { counter: 'triedOn', atLeast: 29, minutes: 60, groupBy: 'nothing' })),
  ];
}

/** What was promised, and from the meeting of day 11 on the targets that both departments share. */
export function targets(calendar: Calendar): ScriptedFact[] {
  const at = (day: number, time: string) => instantOf(calendar, day, time);
  const set = (day: number, time: string, by: 'zhou-ning' | 'chen-li', payload: Omit<Payloads['target-set'], 'plan' | 'sites' | 'window'>) =>
    scripted(at(day, time), by, 'desk', 'target-set', { plan: planId, sites: ['ja'], window: 'day', ...payload });
  const shared: Payloads['target-set']['owners'] = ['planning', 'operations'];
  return [
    set(11, '16:40', 'zhou-ning', { target: 'target-entry-rate', metric: 'entry-rate', value: 0.25, from: at(12, '00:00'), estimate: 0.25, owners: shared }),
    set(11, '16:42', 'chen-li', { target: 'target-conversion', metric: 'conversion', value: 0.08, from: at(12, '00:00'), estimate: 0.08, owners: ['operations'] }),
    set(25, '16:30', 'zhou-ning', { target: 'target-entry-rate', metric: 'entry-rate', value: 0.35, from: at(25, '00:00'), estimate: 0.36, owners: shared }),
    set(25, '16:35', 'chen-li', {
      target: 'target-saturday-sales', metric: 'sales', value: 3_800_000, from: at(27, '00:00'), until: at(28, '00:00'), estimate: 3_600_000, owners: shared,
    }),
  ];
}

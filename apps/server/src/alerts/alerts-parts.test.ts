import { ruleDefaults, type Rule } from '@fieldloop/domain/rules';
import type { MembershipRecord } from '@fieldloop/domain/records/membership';
import type { RuleRecord } from '@fieldloop/domain/records/rule';
import type { Site } from '@fieldloop/domain/records/site';
import { instantOf } from '@fieldloop/domain/local-time';
import { describe, expect, it } from 'vitest';
import { firstToHear, nextToHear } from './audience.ts';
import { factsOfEvents } from './facts-of-events.ts';
import { rulesAt } from './judge-organization.ts';
import { mayRing, periodsOf, worthJudging } from './periods.ts';

const at = (clock: string, day = '2026-07-03') => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return instantOf(day, hour * 60 + minute, 'Asia/Shanghai');
};

const rule: Rule = {
  ...ruleDefaults, id: 'rule-1', title: '进店率低于 20%', sites: ['ja'], effectiveFrom: at('10:00'),
  condition: { kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22, window: { kind: 'rolling', minutes: 60 }, minimum: 50 },
};
const silence: Rule = { ...rule, id: 'rule-6', condition: { kind: 'silence', minutes: 30 } };

const site: Site = {
  id: 'ja', kind: 'popup', name: { zh: '静安' }, timeZone: 'Asia/Shanghai', currency: 'CNY', opens: 600, closes: 1_320, zones: [],
  countRule: { method: 'full', text: '' }, inForce: [], stamp: '',
};

const member = (person: string, role: MembershipRecord['role'], scope: MembershipRecord['scope'], until?: number): MembershipRecord => ({
  id: person, person, role, scope, from: 0, until, grantedBy: 'server', stamp: '',
});

describe('who hears of an alert', () => {
  const memberships = [
    member('wang-shan', 'lead', 'site:ja'), member('gu-min', 'lead', 'site:xh'), member('zhou-ning', 'planner', 'desk'),
    member('gone', 'lead', 'site:ja', at('09:00')), member('chen-li', 'operations-manager', 'desk'),
  ];
  const people = { memberships, plans: [] };
  const now = at('12:00');

  it('is whom the rule names', () => expect(firstToHear({ ...rule, notify: ['chen-li', 'chen-li', 'wang-shan'] }, 'ja', people, now)).toEqual(['chen-li', 'wang-shan']));
  it('is nobody who has left, or belongs to another site', () => {
    expect(firstToHear({ ...rule, notify: ['gone', 'gu-min', 'chen-li'] }, 'ja', people, now)).toEqual(['chen-li']);
    expect(firstToHear({ ...rule, notify: ['gone'] }, 'ja', people, now)).toEqual(['zhou-ning']);
  });
  it('is the planners when it names nobody', () => expect(firstToHear(rule, 'ja', people, now)).toEqual(['zhou-ning']));
  it('is the leads of the site for silence', () => expect(firstToHear(silence, 'ja', people, now)).toEqual(['wang-shan']));
  it('is the planners for silence at a site without leads', () => expect(firstToHear(silence, 'pd', people, now)).toEqual(['zhou-ning']));
  it('is next the leads, or the operations managers where there are none', () => {
    expect(nextToHear('ja', people, now)).toEqual(['wang-shan']);
    expect(nextToHear('pd', people, now)).toEqual(['chen-li']);
  });
});

describe('the version of a rule', () => {
  const version = (effectiveFrom: number, level: number, metric = 'entry-rate') => ({
    ...rule, effectiveFrom, condition: { ...rule.condition, metric, level } as Rule['condition'], setAt: 0, setBy: 'zhou-ning', stamp: `s${effectiveFrom}`,
  });
  const record = (...versions: RuleRecord['versions']): RuleRecord => ({ ...(versions.at(-1) ?? version(0, 0.1)), id: 'rule-1', versions });

  it('is the one that holds, not the one that was set last', () => {
    const both = record(version(at('10:00'), 0.2), version(at('10:00', '2026-07-04'), 0.3));
    expect(rulesAt([both], at('12:00'))).toMatchObject([{ rule: { condition: { level: 0.2 } } }]);
    expect(rulesAt([both], at('12:00', '2026-07-04'))).toMatchObject([{ rule: { condition: { level: 0.3 } } }]);
    expect(rulesAt([both], at('09:00'))).toEqual([]);
  });
  it('on a metric that is no share is left out, and silence comes first', () => {
    const odd = { ...record(version(0, 0.2, 'sales')), id: 'odd' };
    const quiet: RuleRecord = { ...silence, setAt: 0, setBy: '', stamp: '', versions: [{ ...silence, effectiveFrom: 0, setAt: 0, setBy: '', stamp: '' }] };
    expect(rulesAt([odd, record(version(0, 0.2)), quiet], at('12:00')).map((one) => one.rule.id)).toEqual(['rule-6', 'rule-1']);
  });
});

describe('time', () => {
  it('outside opening hours is quiet, but for what is critical or asked for at any time', () => {
    expect(mayRing(rule, site, at('12:00'))).toBe(true);
    expect(mayRing(rule, site, at('22:20'))).toBe(true);
    expect(mayRing(rule, site, at('23:00'))).toBe(false);
    expect(mayRing({ ...rule, severity: 'critical' }, site, at('23:00'))).toBe(true);
    expect(mayRing({ ...rule, during: 'always' }, site, at('03:00'))).toBe(true);
  });
  it('of a live rule is that of the sessions', () => {
    const session = { id: 'live-1', readings: [], marks: [], startedAt: at('20:00') };
    const live = periodsOf({ during: 'live-session' }, site, [session, { ...session, startedAt: at('09:00'), endedAt: at('09:30') }], at('19:00'), at('21:00'));
    expect(live).toEqual([{ from: at('20:00'), to: at('21:00'), day: '2026-07-03' }]);
  });
  it('of a night is made up for in one step', () => {
    const ground = { rules: [{ ...rule, setAt: 0, setBy: '', stamp: '', versions: [] }], sites: new Map([['ja', site]]) };
    const quarters = Array.from({ length: 97 }, (_, index) => at('12:00') + index * 15 * 60_000);
    const worth = worthJudging(ground, quarters);
    expect(worth).toContain(at('22:00'));
    expect(worth).toContain(at('00:15', '2026-07-04'));
    expect(worth.filter((instant) => instant > at('00:15', '2026-07-04') && instant < at('10:15', '2026-07-04'))).toEqual([]);
    expect(worth.at(-1)).toBe(quarters.at(-1));
    expect(worthJudging({ ...ground, rules: [{ ...ground.rules[0], during: 'always' } as RuleRecord] }, quarters)).toEqual(quarters);
  });
});

it('facts of the same event have the same id on every server, and another for each kind', () => {
  const event = {
    type: 'fired', alert: 'a-1', rule: 'rule-1', site: 'ja', group: '', at: 1,
    evidence: { metric: 'entry-rate', from: 0, until: 1, numerator: 1, denominator: 100, level: 0.2, direction: 'below' },
  } as const;
  const [one] = factsOfEvents(rule, [event], 5, undefined);
  const [two] = factsOfEvents(rule, [event], 99, 'loop-1');
  expect(one?.id).toBe(two?.id);
  expect(factsOfEvents(rule, [{ ...event, type: 'would-have-fired' }], 5, undefined)[0]?.id).not.toBe(one?.id);
  expect(two).toMatchObject({ name: 'alert-fired', scope: 'site:ja', payload: { loop: 'loop-1', firedAt: 1 } });
});

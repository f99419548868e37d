import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlerts, type Alerts } from '../../../apps/server/src/alerts/alerts.ts';
import { manualClock, type ManualClock } from '../../../apps/server/src/clock.ts';
import { addOrganization } from '../../../apps/server/src/people/organizations.ts';
import { startFakeWecom, type FakeWecom } from '../../fixtures/fake-wecom.ts';
import { signInAs } from '../test-app.ts';
import { at, openPopUp, popUpOn, type PopUp } from './pop-up.ts';

let first: PopUp;
let popUp: PopUp;
let wecom: FakeWecom;
let organizations = 0;

beforeAll(async () => {
  wecom = await startFakeWecom();
  first = await openPopUp(at('09:30'), { WECOM_ENDPOINT: wecom.endpoint });
});

afterAll(async () => {
  await first.app.stop();
  await wecom.stop();
});

/** A fresh organization on the one server; the clock only ever moves on, so each test has a day of its own. */
beforeEach(async () => {
  organizations += 1;
  const morning = at('09:30') + organizations * 86_400_000;
  await first.clock.moveTo(morning);
  await first.app.alerts.settled();
  popUp = popUpOn(first.app, first.clock, await addOrganization(first.app.db, `org ${organizations}`, morning));
  today = new Date(morning + 8 * 3_600_000).toISOString().slice(0, 10);
  await popUp.site('ja');
  await popUp.member('zhou-ning', 'planner');
  await popUp.member('wang-shan', 'lead', 'site:ja');
});

/** A rule that is left behind would be judged through all the days of the tests after it. */
afterEach(() => first.app.db.pool.query(`DELETE FROM record WHERE kind = 'rule'`));

let today = '';
const t = (clock: string) => at(clock, today);
const kinds = async (person: string) => (await popUp.inbox(person)).map(({ kind }) => kind);

/** A quarter with 10 of 100 coming in, told by a phone right after it ends. */
async function badQuarter(end: string, site = 'ja', device = 'phone-1'): Promise<void> {
  await popUp.clock.moveTo(t(end) + 5_000);
  await popUp.count(device, t(end), 10, 100, site);
  await popUp.goTo(t(end) + 10_000);
}

async function goodQuarter(end: string, site = 'ja', device = 'phone-1'): Promise<void> {
  await popUp.clock.moveTo(t(end) + 5_000);
  await popUp.count(device, t(end), 60, 100, site);
  await popUp.goTo(t(end) + 10_000);
}

describe('an alert', () => {
  it('fires after two closed quarters beyond the level, is in the inbox, and clears once with its duration', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    expect(await popUp.alerts()).toEqual([]);
    await badQuarter('10:30');
    expect(await popUp.alerts()).toMatchObject([
      { rule: 'rule-1', site: 'ja', state: 'firing', firedAt: t('10:30'), evidence: { numerator: 20, denominator: 200, level: 0.2 } },
    ]);
    expect(await popUp.inbox('zhou-ning')).toMatchObject([
      { kind: 'alert-fired', params: { siteName: 'ja 店', value: 0.1, numerator: 20, denominator: 200, time: '10:30', unit: 'share' } },
    ]);
    await badQuarter('10:45');
    for (const end of ['11:00', '11:15', '11:30', '11:45', '12:00', '12:15']) await goodQuarter(end);
    expect(await popUp.alerts()).toMatchObject([{ state: 'cleared', clearedWhy: 'recovered' }]);
    expect((await kinds('zhou-ning')).filter((kind) => kind !== 'alert-not-acknowledged')).toEqual(['alert-fired', 'alert-cleared']);
    const cleared = (await popUp.inbox('zhou-ning')).find(({ kind }) => kind === 'alert-cleared');
    const [alert] = await popUp.alerts();
    expect(cleared?.params['minutes']).toBe(Math.round(((alert?.clearedAt ?? 0) - (alert?.firedAt ?? 0)) / 60_000));
  });

  it('waits for the phone on shift that has not synced, and says when it would have fired', async () => {
    await popUp.startShift('phone-1');
    await popUp.startShift('phone-2');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    await badQuarter('10:30');
    expect(await popUp.alerts()).toEqual([]);
    await popUp.clock.moveTo(t('10:31'));
    await popUp.count('phone-2', t('10:30'), 0, 1);
    await popUp.goTo(t('10:32'));
    expect(await popUp.alerts()).toMatchObject([{ state: 'firing', firedAt: t('10:30') }]);
    expect((await popUp.alerts())[0]?.rungAt).toBeGreaterThanOrEqual(t('10:31'));
  });

  it('waits two hours for a silent phone and no longer', async () => {
    await popUp.startShift('phone-1');
    await popUp.startShift('phone-2');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    await badQuarter('10:30');
    await popUp.goTo(t('12:15'));
    expect(await popUp.alerts()).toEqual([]);
    await popUp.goTo(t('12:31'));
    expect(await popUp.alerts()).toMatchObject([{ state: 'firing', firedAt: t('10:30') }]);
  });

  it('of the past that late facts bring to light is kept and rings nobody', async () => {
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    for (const end of ['10:15', '10:30', '10:45', '11:00', '11:15']) await goodQuarter(end);
    await popUp.clock.moveTo(t('11:20'));
    for (const end of ['10:15', '10:30']) await popUp.count('phone-9', t(end), 0, 900);
    await popUp.goTo(t('11:21'));
    const states = (await popUp.alerts()).map(({ state, firedAt }) => [state, firedAt]);
    expect(states).toContainEqual(['would-have-fired', t('10:30')]);
    expect(await kinds('zhou-ning')).toEqual([]);
  });

  it('is judged again after a correction and taken back when it does not hold', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    await badQuarter('10:30');
    await popUp.clock.moveTo(t('10:40'));
    const correct = (start: string, id: string) => ({
      name: 'count-corrected', at: t('10:40'),
      payload: {
        target: { kind: 'bucket', start: t(start), device: 'phone-1' }, at: t(start), reason: 'test', inForce: '', inHand: '',
        lines: [{ counter: 'passedBy', from: 90, to: 10 }], note: id,
      },
    });
    expect(await popUp.write('phone-1', [correct('10:00', 'a'), correct('10:15', 'b')])).toEqual(['applied', 'applied']);
    await popUp.goTo(t('10:41'));
    expect(await popUp.alerts()).toMatchObject([{ state: 'cleared', clearedWhy: 'corrected' }]);
    expect((await popUp.inbox('zhou-ning')).at(-1)).toMatchObject({ kind: 'alert-cleared', params: { why: 'corrected' } });
  });

  it('goes to the lead when nobody takes it on within a quarter, and to nobody else once somebody did', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    await badQuarter('10:30');
    await popUp.goTo(t('10:40'));
    expect(await kinds('wang-shan')).toEqual([]);
    await popUp.goTo(t('10:46'));
    expect(await popUp.inbox('wang-shan')).toMatchObject([{ kind: 'alert-not-acknowledged', params: { numerator: 20 } }]);
    await popUp.goTo(t('11:30'));
    expect(await kinds('wang-shan')).toEqual(['alert-not-acknowledged']);
  });

  it('that was acknowledged leaves the lead alone', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    await badQuarter('10:30');
    const [alert] = await popUp.alerts();
    await popUp.write('phone-1', [{ name: 'alert-acknowledged', at: t('10:31'), payload: { alert: alert?.id } }]);
    await popUp.goTo(t('11:00'));
    expect(await kinds('wang-shan')).toEqual([]);
  });

  it('goes into an open loop without ringing again', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await popUp.set('loop-opened', { loop: 'loop-1', title: '进店率', mode: 'ordinary', sites: ['ja'], signals: [], rule: 'rule-1' });
    await popUp.app.delivery.channels.save(popUp.organization.id, { name: '群', enabled: true, locale: 'zh-CN', secret: 'key-of-a-loop-test' });
    await badQuarter('10:15');
    await badQuarter('10:30');
    expect(await popUp.alerts()).toMatchObject([{ state: 'firing', loop: 'loop-1' }]);
    await popUp.goTo(t('11:30'));
    expect(await kinds('wang-shan')).toEqual([]);
    expect(wecom.received.filter(({ key }) => key === 'key-of-a-loop-test')).toEqual([]);
    const { rows } = await popUp.app.db.pool.query('SELECT count(*)::int AS n FROM delivery WHERE organization_id = $1', [popUp.organization.id]);
    expect(rows[0].n).toBe(0);
  });

  it('of a site that shut meanwhile waits in the inbox', async () => {
    await popUp.clock.moveTo(t('20:00'));
    await popUp.startShift('phone-2');
    await popUp.rule('rule-1', { effectiveFrom: t('20:00') });
    await popUp.app.delivery.channels.save(popUp.organization.id, { name: '群', enabled: true, locale: 'zh-CN', secret: 'key-of-closed-shop' });
    await badQuarter('21:45');
    await badQuarter('22:00');
    expect(await popUp.alerts()).toEqual([]);
    await popUp.goTo(t('23:59') + 120_000);
    expect(await popUp.alerts()).toMatchObject([{ state: 'firing', firedAt: t('22:00') }]);
    expect(await kinds('zhou-ning')).toEqual(['alert-fired']);
    const { rows } = await popUp.app.db.pool.query('SELECT count(*)::int AS n FROM delivery WHERE organization_id = $1', [popUp.organization.id]);
    expect(rows[0].n).toBe(0);
  });

  it('of a rule that is switched off is over, and nobody is told that the shop is back to normal', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    await badQuarter('10:30');
    await popUp.clock.moveTo(t('10:35'));
    await popUp.rule('rule-1', { effectiveFrom: t('10:34'), enabled: false });
    await popUp.goTo(t('10:36'));
    expect(await popUp.alerts()).toMatchObject([{ state: 'cleared', clearedWhy: 'rule-changed' }]);
    expect(await kinds('zhou-ning')).toEqual(['alert-fired']);
    await badQuarter('10:45');
    await badQuarter('11:00');
    expect(await popUp.alerts()).toHaveLength(1);
  });

  it('that comes back within the hour is in the inbox and rings nobody again', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', {
      effectiveFrom: t('10:00'), evaluations: 1, recoveryEvaluations: 1, keepFiringMinutes: 0,
      condition: { kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22, window: { kind: 'rolling', minutes: 15 }, minimum: 50 },
    });
    await popUp.app.delivery.channels.save(popUp.organization.id, { name: '群', enabled: true, locale: 'zh-CN', secret: 'key-of-flapping-shop' });
    await badQuarter('10:15');
    await goodQuarter('10:30');
    await badQuarter('10:45');
    await goodQuarter('11:00');
    await badQuarter('11:30');
    expect((await popUp.alerts()).map(({ state }) => state)).toEqual(['cleared', 'cleared', 'firing']);
    expect((await kinds('zhou-ning')).filter((kind) => kind === 'alert-fired')).toHaveLength(3);
    const { rows } = await popUp.app.db.pool.query(
      `SELECT notice->>'kind' AS kind FROM delivery WHERE organization_id = $1 ORDER BY queued_at`, [popUp.organization.id]);
    // Whether the lead was asked in between is another matter.
    expect(rows.map(({ kind }) => kind).filter((kind) => kind !== 'alert-not-acknowledged')).toEqual(['alert-fired', 'alert-cleared', 'alert-fired']);
  });

  it('reaches the group bot', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await popUp.app.delivery.channels.save(popUp.organization.id, { name: '群', enabled: true, locale: 'zh-CN', secret: 'key-of-open-shop' });
    await badQuarter('10:15');
    await badQuarter('10:30');
    await vi.waitFor(() => expect(wecom.received.filter(({ key }) => key === 'key-of-open-shop')).toHaveLength(1), { timeout: 10_000 });
    expect(wecom.received.find(({ key }) => key === 'key-of-open-shop')?.content).toContain('10.0%(20/200)');
  });
});

describe('several sites', () => {
  it('make one message when they fire together', async () => {
    for (const site of ['xh', 'pd']) await popUp.site(site);
    await popUp.rule('rule-1', { effectiveFrom: t('10:00'), sites: ['ja', 'xh', 'pd'] });
    for (const end of ['10:15', '10:30']) {
      await popUp.clock.moveTo(t(end) + 1_000);
      for (const site of ['ja', 'xh', 'pd']) await popUp.count(`phone-${site}`, t(end), 10, 100, site);
    }
    await popUp.goTo(t('10:30') + 10_000);
    expect(await popUp.alerts()).toHaveLength(3);
    expect(await kinds('zhou-ning')).toEqual([]);
    await popUp.goTo(t('10:32'));
    expect(await popUp.inbox('zhou-ning')).toMatchObject([{ kind: 'alert-group', params: { count: 3 } }]);
  });
});

describe('silence', () => {
  it('goes to the lead first and holds back the rates of its site', async () => {
    await popUp.startShift('phone-1', 'ja', t('09:40'));
    await popUp.rule('rule-6', { title: '没有计数', condition: { kind: 'silence', minutes: 30 }, evaluations: 1, recoveryEvaluations: 1, keepFiringMinutes: 0, notify: [], effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    await popUp.goTo(t('10:46'));
    expect(await popUp.alerts()).toMatchObject([{ rule: 'rule-6', state: 'firing', firedAt: t('10:45') }]);
    expect(await kinds('wang-shan')).toEqual(['alert-fired']);
    expect(await kinds('zhou-ning')).toEqual([]);
    await goodQuarter('11:00');
    expect(await popUp.alerts()).toMatchObject([{ state: 'cleared' }]);
  });
});

describe('counts of one kind', () => {
  it('fire for the style and size that was asked for four times', async () => {
    await popUp.rule('rule-3', { title: '断码', condition: { kind: 'count', counter: 'sizeMissing', atLeast: 4, minutes: 60, groupBy: 'detail' }, evaluations: 1, effectiveFrom: t('10:00') });
    const ask = (minute: string, size: string) => ({ name: 'size-missing-asked', at: t(minute), payload: { style: 'S01', size } });
    await popUp.clock.moveTo(t('10:50'));
    await popUp.write('phone-1', [ask('10:02', 'M'), ask('10:20', 'M'), ask('10:30', 'L'), ask('10:35', 'M'), ask('10:44', 'M')]);
    await popUp.goTo(t('10:51'));
    expect(await popUp.alerts()).toMatchObject([{ rule: 'rule-3', evidence: { detail: 'S01/M', numerator: 4 } }]);
    expect(await popUp.inbox('zhou-ning')).toMatchObject([{ params: { detail: 'S01/M', unit: 'count', value: 4 } }]);
  });
});

describe('two servers on one database', () => {
  it('fire and tell once', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    for (const end of ['10:15', '10:30', '10:45']) await popUp.count('phone-1', t(end), 10, 100);
    await popUp.clock.moveTo(t('10:46'));
    await popUp.count('phone-1', t('10:45'), 1, 1);
    const { db, ledger, delivery, live, log } = popUp.app;
    const servers: [Alerts, ManualClock][] = Array.from({ length: 4 }, () => {
      const clock = manualClock(t('10:46'));
      return [createAlerts({ db, ledger, delivery, live, log, clock }), clock];
    });
    await Promise.all(servers.map(([alerts]) => alerts.runUntil(t('10:46'))));
    await Promise.all(servers.map(([alerts]) => alerts.runUntil(t('10:47'))));
    expect(await popUp.alerts()).toHaveLength(1);
    const { rows } = await db.pool.query(`SELECT name FROM fact WHERE organization_id = $1 AND name LIKE 'alert-%'`, [popUp.organization.id]);
    expect(rows).toEqual([{ name: 'alert-fired' }]);
    expect(await kinds('zhou-ning')).toEqual(['alert-fired']);
  });

  it('repeat a run that died after its facts and add nothing', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await badQuarter('10:15');
    await badQuarter('10:30');
    await popUp.app.db.pool.query('DELETE FROM rule_state WHERE organization_id = $1', [popUp.organization.id]);
    await popUp.app.db.pool.query('UPDATE alert_telling SET told_at = NULL WHERE organization_id = $1', [popUp.organization.id]);
    await popUp.goTo(t('10:31'));
    expect(await popUp.alerts()).toHaveLength(1);
    expect(await kinds('zhou-ning')).toEqual(['alert-fired']);
  });
});

describe('the states of the rules', () => {
  it('say what each is waiting for', async () => {
    await popUp.startShift('phone-1');
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    const planner = await signInAs(popUp.app, popUp.organization, 'planner');
    const states = async () => (await planner.query<{ states: { phase: string; judgedUpTo: number; part: string }[] }>('alerts.states')).data.states;
    await popUp.clock.moveTo(t('10:15') + 1_000);
    await popUp.count('phone-1', t('10:15'), 1, 20);
    await popUp.goTo(t('10:16'));
    expect(await states()).toMatchObject([{ rule: 'rule-1', site: 'ja', part: '', phase: 'not-enough', judgedUpTo: t('10:15') }]);
    await badQuarter('10:30');
    expect(await states()).toMatchObject([{ phase: 'pending' }]);
    await badQuarter('10:45');
    expect(await states()).toMatchObject([{ phase: 'firing', evidence: { numerator: 21, denominator: 220 } }]);
    await popUp.goTo(t('11:50'));
    expect(await states()).toMatchObject([{ phase: 'firing', judgedUpTo: t('10:45') }]);
  });
});

describe('a day judged in one go', () => {
  it('fires at its own time, as if each quarter had been judged in its time', async () => {
    await popUp.app.alerts.stop();
    await popUp.rule('rule-1', { effectiveFrom: t('10:00') });
    await popUp.clock.moveTo(t('18:00'));
    const clock = manualClock(t('18:00'));
    const { db, ledger, delivery, live, log } = popUp.app;
    const alerts = createAlerts({ db, ledger, delivery, live, log, clock });
    await alerts.runUntil(t('10:00'), { outside: false });
    for (const end of ['10:15', '10:30', '10:45']) await popUp.count('phone-1', t(end), 10, 100);
    await alerts.runUntil(t('18:00'), { outside: false });
    expect(await popUp.alerts()).toMatchObject([{ state: 'firing', firedAt: t('10:30'), rungAt: t('10:30') }]);
    const { rows } = await db.pool.query('SELECT count(*)::int AS n FROM delivery WHERE organization_id = $1', [popUp.organization.id]);
    expect(rows[0].n).toBe(0);
  });
});

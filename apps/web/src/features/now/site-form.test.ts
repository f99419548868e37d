import { deskFacts } from '@fieldloop/domain/desk-catalogue';
import { expect, test } from 'vitest';
import { type SiteForm, firstFacts, siteErrors } from './site-form.ts';

const form: SiteForm = {
  zh: ' 静安快闪店 ', en: '', kind: 'popup', opens: '10:00', closes: '22:00', timeZone: 'Asia/Shanghai', currency: 'CNY', rule: '门前 3 米线',
};
const ids = { site: 'site-1', plan: 'plan-1', owner: 'planner' };

test('a first site comes with the plan that it belongs to, both as their facts accept them', () => {
  const { site, plan } = firstFacts(form, ids);
  expect(site).toMatchObject({ site: 'site-1', name: { zh: '静安快闪店' }, opens: 600, closes: 1_320, plan: 'plan-1' });
  expect(plan).toMatchObject({ plan: 'plan-1', sites: ['site-1'], owner: 'planner' });
  expect(deskFacts.get('site-set')?.payload.safeParse(site).success).toBe(true);
  expect(deskFacts.get('plan-set')?.payload.safeParse(plan).success).toBe(true);
});

test('a room that closes after midnight is open across it', () => {
  expect(firstFacts({ ...form, kind: 'live-room', opens: '20:00', closes: '01:00' }, ids).site).toMatchObject({
    opens: 1_200, closes: 1_500, countRule: { method: 'platform' },
  });
});

test('says what is missing', () => {
  expect(siteErrors(form).size).toBe(0);
  expect([...siteErrors({ ...form, zh: ' ', opens: '', closes: '25' })]).toEqual(['zh', 'opens', 'closes']);
});

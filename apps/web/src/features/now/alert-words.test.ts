import type { Alert } from '@fieldloop/domain/records/alert';
import { beforeEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { alertEvidence, alertTitle } from './alert-words.ts';

const alert: Alert = {
  id: 'a',
  rule: 'rule-1',
  site: 'ja',
  severity: 'attention',
  state: 'firing',
  firedAt: 1,
  rungAt: 2,
  evidence: {
    metric: 'entry-rate',
    from: 0,
    until: 1,
    numerator: 17,
    denominator: 152,
    low: 0.071,
    high: 0.172,
    level: 0.2,
    direction: 'below',
  },
};

beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

test('an alert is called by its rule; without one, by what it saw', () => {
  expect(alertTitle(alert, { site: '静安快闪店', rule: '路过多、进店少', locale: 'zh-CN' })).toBe(
    '静安快闪店 · 路过多、进店少',
  );
  expect(alertTitle(alert, { site: '静安快闪店', rule: undefined, locale: 'zh-CN' })).toBe(
    '静安快闪店 · 进店率低于 20%',
  );
});

test('a counted thing is named with what was counted', () => {
  const { denominator: _, low: __, high: ___, ...rest } = alert.evidence;
  const missing: Alert = {
    ...alert,
    evidence: { ...rest, metric: 'sizeMissing', numerator: 4, level: 4, direction: 'above', detail: 'S01-白/M' },
  };
  expect(alertTitle(missing, { site: '静安', rule: '断码', locale: 'zh-CN' })).toBe('静安 · 断码 · S01-白 M');
  expect(alertEvidence(missing, 'zh-CN')).toBe('4');
});

test('evidence shows parts and interval', () => {
  expect(alertEvidence(alert, 'zh-CN')).toBe('11.2%（17/152，波动 7.1–17.2）');
  overwriteGetLocale(() => 'en');
  expect(alertEvidence(alert, 'en')).toBe('11.2% (17/152, 7.1–17.2)');
});

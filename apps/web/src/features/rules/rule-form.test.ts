import { ruleSettings } from '@fieldloop/domain/rules';
import { describe, expect, test } from 'vitest';
import { type RuleForm, formOf, newRule, readRule } from './rule-form.ts';

const shanghai = 'Asia/Shanghai';
const now = Date.UTC(2026, 6, 2, 9, 30);
const form: RuleForm = { ...newRule(['ja'], now, shanghai), title: '进店率低于 20%' };
const errorsOf = (changed: Partial<RuleForm>) => {
  const read = readRule({ ...form, ...changed }, shanghai);
  return 'errors' in read ? [...read.errors] : [];
};

describe('a rule as typed', () => {
  test('is read into settings that the fact accepts', () => {
    const read = readRule(form, shanghai);
    if ('errors' in read) throw new Error([...read.errors].join());
    expect(ruleSettings.safeParse(read.settings).success).toBe(true);
    expect(read.settings.condition).toEqual({
      kind: 'rate',
      metric: 'entry-rate',
      direction: 'below',
      level: 0.2,
      recovery: 0.22,
      window: { kind: 'rolling', minutes: 120 },
      minimum: 100,
    });
    expect(read.settings.effectiveFrom).toBe(now);
  });

  test('comes back as it was typed', () => {
    for (const changed of [
      {},
      { window: 'day' },
      { kind: 'count' as const },
      { kind: 'silence' as const, minutes: '30' },
      { level: '12.5', recovery: '13' },
    ]) {
      const typed = { ...form, ...changed };
      const read = readRule(typed, shanghai);
      if ('errors' in read) throw new Error([...read.errors].join());
      const again = readRule({ ...formOf(read.settings, shanghai), from: typed.from }, shanghai);
      expect(again).toEqual(read);
    }
  });

  test('without a minimum n nothing is accepted', () => {
    expect(errorsOf({ minimum: '' })).toEqual(['minimum']);
    expect(errorsOf({ minimum: '0' })).toEqual(['minimum']);
    expect(errorsOf({ minimum: '2.5' })).toEqual(['minimum']);
  });

  test('the recovery line must lie on the good side of the level, either way round', () => {
    expect(errorsOf({ recovery: '18' })).toEqual(['recovery']);
    expect(errorsOf({ direction: 'above', level: '5', recovery: '6' })).toEqual(['recovery']);
    expect(errorsOf({ direction: 'above', level: '5', recovery: '4' })).toEqual([]);
  });

  test('names each field that cannot be read', () => {
    expect(errorsOf({ title: ' ', sites: [], from: '', evaluations: '0', level: '120' })).toEqual([
      'title',
      'sites',
      'from',
      'evaluations',
      'level',
    ]);
    expect(errorsOf({ kind: 'count', atLeast: '', minutes: '20' })).toEqual(['minutes', 'atLeast']);
  });

  test('keeps what the form does not show', () => {
    const read = readRule(form, shanghai, {
      ...(readRule(form, shanghai) as { settings: never }).settings,
      plan: 'commute',
      keepFiringMinutes: 45,
    });
    expect(read).toMatchObject({ settings: { plan: 'commute', keepFiringMinutes: 45 } });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId } from './derived-id.ts';
import { ruleDefaults, ruleSettings } from './rule.ts';
import { watermarkOf } from './watermark.ts';

const minute = 60_000;
const now = 1_800_000_000_000;
/** The quarter that has just ended, seen 4 minutes later. */
const finished = Math.floor(now / (15 * minute)) * 15 * minute;

describe('watermark', () => {
  it('is the last finished quarter when nobody is on shift or all have synced', () => {
    expect(watermarkOf([], now)).toEqual({ closedUpTo: finished, late: 0, forced: false });
    expect(watermarkOf([{ syncedUpTo: now }, { syncedUpTo: now + 5 }], now)).toMatchObject({ closedUpTo: finished, late: 0 });
  });

  it('is held back by the slowest phone', () => {
    const mark = watermarkOf([{ syncedUpTo: now }, { syncedUpTo: finished - 20 * minute }], now);
    expect(mark).toEqual({ closedUpTo: finished - 30 * minute, late: 1, forced: false });
  });

  it('waits for the ceiling and no longer', () => {
    const mark = watermarkOf([{ syncedUpTo: now - 24 * 60 * minute }, {}], now);
    expect(mark).toEqual({ closedUpTo: finished - 120 * minute, late: 2, forced: true });
    expect(watermarkOf([{}], now, 30 * minute).closedUpTo).toBe(finished - 30 * minute);
  });
});

describe('derived ids', () => {
  const part = fc.oneof(fc.string({ maxLength: 40 }), fc.integer());

  it('are the same for the same parts and a UUID', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(derivedId(...parts)).toBe(derivedId(...parts));
        expect(derivedId(...parts)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('differ when the same text is cut elsewhere', () => {
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
    expect(derivedId('a', '')).not.toBe(derivedId('a'));
  });

  it('do not collide over a year of quarters of many rules and sites', () => {
    const seen = new Set<string>();
    for (let rule = 0; rule < 5; rule++)
      for (let site = 0; site < 4; site++)
        for (let end = 0; end < 4_000; end++) seen.add(derivedId('alert', `rule-${rule}`, `site-${site}`, '', end * 900_000));
    expect(seen.size).toBe(5 * 4 * 4_000);
  });

  it('keep their form: other servers have derived from it', () => {
    expect(derivedId('alert', 'rule-1', 'ja', '', 1_783_050_300_000)).toMatchInlineSnapshot(`"c737f316-10e7-8114-b5f7-0c17807c2720"`);
  });
});

describe('rule settings', () => {
  const valid = {
    ...ruleDefaults,
    title: '进店率低于 20%',
    sites: ['ja'],
    condition: {
      kind: 'rate', metric: 'entry-rate', direction: 'below', level: 0.2, recovery: 0.22,
      window: { kind: 'rolling', minutes: 120 }, minimum: 100,
    },
    effectiveFrom: 1_783_044_000_000,
  };
  const withCondition = (change: object) => ({ ...valid, condition: { ...valid.condition, ...change } });

  it('accepts a rate rule', () => {
    expect(ruleSettings.safeParse(valid).success).toBe(true);
    expect(ruleSettings.safeParse(withCondition({ direction: 'above', level: 0.3, recovery: 0.25 })).success).toBe(true);
  });

  it.each([
    ['no minimum', { minimum: undefined }],
    ['a minimum of 0', { minimum: 0 }],
    ['a metric that does not exist', { metric: 'entry-rat' }],
    ['a metric that is money', { metric: 'sales' }],
    ['a recovery that is harder than the level', { recovery: 0.1 }],
    ['a window that is no whole quarters', { window: { kind: 'rolling', minutes: 50 } }],
    ['a level of 20 instead of 0.2', { level: 20, recovery: 22 }],
  ])('refuses %s', (_name, change) => {
    expect(ruleSettings.safeParse(withCondition(change)).success).toBe(false);
  });

  it('refuses a rule for no site', () => {
    expect(ruleSettings.safeParse({ ...valid, sites: [] }).success).toBe(false);
  });
});

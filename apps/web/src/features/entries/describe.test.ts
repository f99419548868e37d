import { floorDefinitions } from '@fieldloop/domain/floor-catalogue';
import { describe as group, expect, it } from 'vitest';
import { factReasons } from '@fieldloop/sync/protocol';
import { m } from '../../paraglide/messages.js';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { correctedFrom, describe, standsAs } from './describe.ts';
import { nextStep } from './next-step.ts';

overwriteGetLocale(() => 'zh-CN');

group('an entry in words', () => {
  it.each(floorDefinitions.map((definition) => [definition.name, definition] as const))('has a name for %s', (name, { sample }) => {
    expect(describe({ name, payload: sample }, 'zh-CN').title).not.toBe(m.fact_other());
  });

  it('tells scene content from an issue', () => {
    const opened = (kind: string) => describe({ name: 'item-opened', payload: { item: 'i', kind, text: '门口', category: 'layout' } }, 'zh-CN');
    expect(opened('content').title).not.toBe(opened('issue').title);
  });

  it('says a category once when nobody wrote more', () => {
    const { detail } = describe({ name: 'item-opened', payload: { item: 'i', kind: 'issue', text: '动线陈列', category: 'layout' } }, 'zh-CN');
    expect(detail).toBe('动线陈列');
  });

  it('says what a correction changed: the amount of a sale that stands, else the count', () => {
    const line = { counter: 'receipt', from: 1, to: 1, currency: 'CNY', amountFrom: 25_900, amountTo: 26_900 } as const;
    expect(correctedFrom(line, 'zh-CN')).toEqual(['¥259.00', '¥269.00']);
    expect(correctedFrom({ ...line, to: 0, amountTo: 0 }, 'zh-CN')).toEqual(['1', '0']);
    const sale = { name: 'sale-recorded', payload: { sale: 's', amountMinor: 25_900, currency: 'CNY', units: 1, channel: 'store' } };
    expect(standsAs(sale, { n: 1, amountMinor: 26_900 }, 'zh-CN')).toBe('¥269.00');
    expect(standsAs(sale, { n: 0, amountMinor: 0 }, 'zh-CN')).toBe('0');
  });

  it('never calls a sale without an amount a sale of nothing', () => {
    expect(describe({ name: 'sale-recorded', payload: { sale: 's', amountMinor: 0, currency: 'CNY', units: 1, channel: 'store' } }, 'en').detail).not.toContain('0.00');
  });
});

it('says what to do about every reason there is', () => {
  for (const reason of factReasons) expect(nextStep(reason, 'item-moved').length).toBeGreaterThan(8);
});

it('asks nobody to correct again what somebody else corrected first', () => {
  expect(nextStep('superseded', 'count-corrected')).toBe(m.next_superseded_count());
  expect(nextStep('superseded', 'item-moved')).toBe(m.next_superseded());
});

import type { Fact } from '@fieldloop/domain/fact';
import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import { describe, expect, it } from 'vitest';
import type { OwnFact } from './corrections.ts';
import { correcting, deviceOf, latestOn, mineInBucket, reducing, standing, undoing } from './corrections.ts';

const now = Date.UTC(2026, 5, 27, 6, 31);
let made = 0;

function tap(counter: string, count: number, at = now): OwnFact {
  return { id: `fact-${(made += 1)}`, name: 'people-counted', at, offset: 0, stamp: '0197b00000000000-device-1', inForce: 'commute@1', payload: { counter, count } };
}

function correction(payload: unknown): OwnFact {
  return { id: `fact-${(made += 1)}`, name: 'count-corrected', at: now, offset: 0, stamp: '0197b00000000000-device-1', payload };
}

/** What is left on the counters after all these facts. */
function total(counter: string, facts: readonly OwnFact[]): number {
  return facts.flatMap((fact) => floorFacts.get(fact.name)?.counts?.(fact.payload, fact as Fact) ?? []).reduce((sum, one) => (one.counter === counter ? sum + one.n : sum), 0);
}

describe('undoing', () => {
  it('takes a group back as one, under the keys it was counted with', () => {
    const group = tap('entered', 3, now - 5_000);
    const payload = undoing(group, 'device-1', 'mis-tap');
    expect(payload).toMatchObject({ target: { fact: group.id, device: 'device-1' }, at: now - 5_000, inForce: 'commute@1', inHand: '', lines: [{ counter: 'entered', from: 3, to: 0 }] });
    expect(total('entered', [group, correction(payload)])).toBe(0);
  });

  it('takes a sale back with its money, its pieces and its record', () => {
    const sale: OwnFact = { id: 'fact-s', name: 'sale-recorded', at: now, offset: 0, stamp: '0197b00000000000-device-1', payload: { sale: 'sale-1', amountMinor: 51_800, currency: 'CNY', units: 2, channel: 'store', segment: 'office' } };
    const payload = undoing(sale, 'device-1', 'mis-tap');
    expect(payload?.sale).toBe('sale-1');
    expect(payload?.lines).toContainEqual({ counter: 'receipt', segment: 'office', currency: 'CNY', from: 1, to: 0, amountFrom: 51_800, amountTo: 0 });
    expect(total('unit', [sale, correction(payload)])).toBe(0);
  });

  it('makes a payload that the catalogue accepts', () => {
    const payload = undoing(tap('passedBy', 1), 'device-1', 'wrong-pad');
    expect(floorFacts.get('count-corrected')?.payload.safeParse(payload).success).toBe(true);
  });

  it('has nothing to undo in a fact that counted nothing', () => {
    expect(undoing({ id: 'x', name: 'shift-ended', at: now, offset: 0, stamp: '0197b00000000000-device-1', payload: { shift: 's' } }, 'device-1', 'mis-tap')).toBeUndefined();
  });
});

describe('latestOn', () => {
  it('is the newest on that pad, and the one before it once that is taken back', () => {
    const first = tap('entered', 1, now - 3_000);
    const second = tap('entered', 2, now - 2_000);
    const other = tap('passedBy', 1, now);
    expect(latestOn(['entered'], [second, first, other])?.id).toBe(second.id);
    const undone = correction(undoing(second, 'device-1', 'mis-tap'));
    expect(latestOn(['entered'], [first, second, other, undone])?.id).toBe(first.id);
  });

  it('is what was stamped last of two in the same millisecond, on any of the pads', () => {
    const later = { ...tap('passedBy', 1), id: 'a', stamp: '0197b00000000001-device-1' };
    const earlier = { ...tap('entered', 1), id: 'b' };
    expect(latestOn(['entered', 'passedBy'], [earlier, later])).toBe(later);
    expect(latestOn(['entered', 'passedBy'], [later, earlier])).toBe(later);
    expect(latestOn(['entered'], [later, earlier])).toBe(earlier);
  });

  it('is nothing when all is taken back', () => {
    const only = tap('entered', 1);
    expect(latestOn(['entered'], [only, correction(undoing(only, 'device-1', 'mis-tap'))])).toBeUndefined();
  });
});

describe('reducing', () => {
  it('takes from my quarter hour and stops at zero', () => {
    const mine = [tap('entered', 3), tap('entered', 4, now - 20 * 60_000)];
    expect(mineInBucket('entered', now, mine)).toBe(3);
    expect(reducing('entered', 5, now, mine, 'device-1')?.lines).toEqual([{ counter: 'entered', from: 3, to: 0 }]);
    expect(reducing('passedBy', 5, now, mine, 'device-1')).toBeUndefined();
  });

  it('continues from the value that the last correction left', () => {
    const mine = [tap('entered', 10), tap('entered', 2)];
    const once = correction(reducing('entered', 5, now, mine, 'device-1'));
    expect(reducing('entered', 5, now, [...mine, once], 'device-1')?.lines).toEqual([{ counter: 'entered', from: 7, to: 2 }]);
  });
});

describe('correcting', () => {
  const sale: OwnFact = { id: 'fact-c', name: 'sale-recorded', at: now, offset: 0, stamp: '0197b00000000000-device-1', payload: { sale: 'sale-2', amountMinor: 0, currency: 'CNY', units: 2, channel: 'store' } };

  it('fills in the amount of a sale that was counted without one', () => {
    const payload = correcting(sale, deviceOf(sale), { n: 1, amountMinor: 0 }, { n: 1, amountMinor: 31_800 }, 'till-check');
    expect(payload?.target).toMatchObject({ device: 'device-1' });
    expect(payload?.lines).toEqual([
      { counter: 'receipt', currency: 'CNY', from: 1, to: 1, amountFrom: 0, amountTo: 31_800 },
      { counter: 'unit', from: 2, to: 2 },
    ]);
    expect(floorFacts.get('count-corrected')?.payload.safeParse(payload).success).toBe(true);
  });

  it('goes on from the value that the last correction left', () => {
    const group = tap('entered', 4);
    const first = correction(correcting(group, 'device-1', { n: 4 }, { n: 3 }, 'missed'));
    expect(standing(group, [group, first])?.n).toBe(3);
    expect(correcting(group, 'device-1', { n: 3 }, { n: 5 }, 'missed')?.lines).toEqual([{ counter: 'entered', from: 3, to: 5 }]);
  });

  it('knows what cannot be corrected', () => {
    expect(standing({ ...sale, name: 'shift-ended', payload: { shift: 's' } }, [])).toBeUndefined();
  });
});

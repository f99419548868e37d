import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCorrected } from '../facts/count-corrected.ts';
import type { Payloads } from '../facts/payloads.ts';
import { liveReading } from '../facts/live-reading.ts';
import { apply, fold, write } from './folding-in-tests.ts';
import { correctionRecord } from './correction.ts';
import type { Correction } from './correction.ts';
import { liveSessionRecord } from './live-session.ts';
import type { LiveSession } from './live-session.ts';
import { receiptRecord } from './receipt.ts';
import { revisionRecord } from './revision.ts';
import type { Revision } from './revision.ts';
import { inForceAt, siteRecord } from './site.ts';
import type { Site } from './site.ts';
import { saleRecord } from './sale.ts';
import type { Sale } from './sale.ts';
import { shiftRecord } from './shift.ts';
import { stepRunRecord } from './step-run.ts';
import type { StepRun } from './step-run.ts';
import { targetAt, targetRecord } from './target.ts';
import type { Target } from './target.ts';
import { deskFacts } from '../facts/desk-catalogue.ts';

describe('a correction', () => {
  const target = { kind: 'fact', fact: 'fact-1', device: 'device-1' } as const;
  const correct = (from: number, to: number) => write('count-corrected', {
    target, at: 1_782_100_000_000, lines: [{ counter: 'entered', from, to, zone: 'front' }], reason: 'mis-tap', inForce: 'commute@1', inHand: '',
  });

  it('adds the difference under the keys of what it corrects', () => {
    const fact = correct(3, 0);
    expect(countCorrected.counts?.(fact.payload, fact)).toEqual([
      { counter: 'entered', zone: 'front', n: -3, amountMinor: 0, at: 1_782_100_000_000, inForce: 'commute@1', inHand: '' },
    ]);
  });

  it('is superseded when it does not start from the current value, so undoing twice undoes once', () => {
    const once = apply(correctionRecord, [correct(3, 0)]) as Correction;
    expect(fold(correctionRecord, once, correct(3, 0))).toEqual({ refused: 'superseded' });
    expect(fold(correctionRecord, once, correct(0, 2))).toMatchObject({ history: [{ reason: 'mis-tap' }, { reason: 'mis-tap' }] });
  });

  it('adds up to to − from of the first and the last, whatever is tried in between', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 12 }), (tries) => {
      let record: Correction | undefined;
      let value = 3;
      let total = 3;
      for (const [from, to] of [[3, 3] as const, ...tries]) {
        const fact = correct(from, to);
        const next = fold(correctionRecord, record, fact);
        if ('refused' in (next as object)) continue;
        expect(from).toBe(value);
        record = next as Correction;
        value = to;
        total += countCorrected.counts?.(fact.payload, fact)[0]?.n ?? 0;
      }
      expect(total).toBe(value);
      expect(total).toBeGreaterThanOrEqual(0);
    }));
  });

  it('of a bucket is superseded when somebody else corrected it unseen, under whatever id they did', () => {
    const bucket = (about: object) => write('count-corrected', {
      target: { kind: 'bucket', start: 1_782_099_900_000, device: 'device-1' }, at: 1_782_099_900_000,
      lines: [{ counter: 'entered', from: 20, to: 15 }], reason: 'missed',
    }, about);
    const byLead = apply(correctionRecord, [bucket({ device: 'lead', author: 'wang-shan', version: 5 })]) as Correction;
    expect(fold(correctionRecord, byLead, bucket({ device: 'device-1', seen: 4 }))).toEqual({ refused: 'superseded' });
    expect(fold(correctionRecord, byLead, bucket({ device: 'device-1', seen: 5 }))).toMatchObject({ history: [{}, {}] });
    const before = apply(correctionRecord, [bucket({ device: 'device-0', version: 5 })]) as Correction;
    expect(fold(correctionRecord, before, bucket({ device: 'device-1', seen: 4 }))).toMatchObject({ history: [{}, {}] });
  });
});

describe('a sale', () => {
  const sold = write('sale-recorded', { sale: 's-1', amountMinor: 25_900, currency: 'CNY', units: 1, channel: 'store' }, { at: 100 });
  const refund = (id: string) => write('refund-recorded', { refund: id, sale: 's-1', source: 'store', orderedAt: 1_782_100_000_000, amountMinor: 25_900, currency: 'CNY' }, { at: 300 });

  it('counts once when a till sends the receipt again', () => {
    expect(fold(saleRecord, apply(saleRecord, [sold]) as Sale, sold)).toEqual({ refused: 'superseded' });
  });

  it('takes its refunds in any order, each once', () => {
    expect(apply(saleRecord, [refund('r-1'), sold, refund('r-1')])).toEqual(apply(saleRecord, [sold, refund('r-1')]));
  });

  it('is undone by a correction that names it', () => {
    const undo = write('count-corrected', {
      target: { kind: 'fact', fact: 'f', device: 'd' }, at: 1_782_100_000_000, sale: 's-1', reason: 'mis-tap',
      lines: [{ counter: 'receipt', from: 1, to: 0, amountFrom: 25_900, amountTo: 0, currency: 'CNY' }, { counter: 'unit', from: 1, to: 0 }],
    });
    expect(apply(saleRecord, [sold, undo])).toMatchObject({ corrected: { receipts: 0, amountMinor: 0 } });
  });
});

describe('what a revision has become', () => {
  const settings = deskFacts.get('site-set')?.sample as Payloads['site-set'];
  const put = (number: 1 | 2, from: number, at: number) => write('revision-put-in-force', { revision: `commute@${number}`, from, photos: [] }, { at });

  it('is in force from its own instant, whenever it is told', () => {
    const set = write('site-set', settings, { at: 1, scope: 'desk' });
    const [late, early] = [put(2, 2_000, 100), put(1, 1_000, 200)];
    const site = apply(siteRecord, [set, late, early]) as Site;
    expect([999, 1_000, 1_999, 2_000].map((at) => inForceAt(site, at))).toEqual([undefined, 'commute@1', 'commute@1', 'commute@2']);
    expect(apply(siteRecord, [set, early, late])).toEqual(site);
  });

  it('has in each site that site\'s own steps, and at the desk all of them', () => {
    const step = (id: string, sites?: string[]) => ({ id, number: 1, text: { zh: id }, schedule: { kind: 'hourly' as const }, evidence: [], mandatory: false, ...(sites ? { sites } : {}) });
    const published = write('revision-published', {
      revision: 'commute@1', plan: 'commute', number: 1, title: 'v1', sites: ['ja', 'lv'], effectiveFrom: 1_782_093_600_000,
      steps: [step('walk', ['ja']), step('talk', ['lv']), step('tidy')], changes: [],
    }, { scope: 'desk' });
    const ids = (scope: 'desk' | 'site:ja' | 'site:lv') => (apply(revisionRecord, [published], scope) as Revision).steps.map(({ id }) => id);
    expect([ids('desk'), ids('site:ja'), ids('site:lv')]).toEqual([['walk', 'talk', 'tidy'], ['walk', 'tidy'], ['talk', 'tidy']]);
  });

  it('keeps delivered, read and known apart', () => {
    const payload = { revision: 'commute@2', device: 'device-1' } as const;
    const delivered = write('revision-delivered', payload, { at: 500, receivedAt: 510 });
    // Read without a network at 600, heard of at 3,660.
    const read = write('revision-acknowledged', payload, { at: 600, receivedAt: 3_660, author: 'wu-tong' });
    const receipt = apply(receiptRecord, [delivered, read]);
    expect(receipt).toMatchObject({ deliveredAt: 500, readAt: 600, knownAt: 3_660, person: 'wu-tong' });
    expect(apply(receiptRecord, [read, delivered])).toEqual(receipt);
  });
});

describe('a live session', () => {
  it('counts a reading whose session it has not heard of', () => {
    const reading = write('live-reading', liveReading.sample);
    expect(apply(liveSessionRecord, [reading])).toMatchObject({ id: 'live-1', readings: [{ id: 'reading-1' }] });
    expect(liveReading.counts?.(reading.payload, reading)).toContainEqual({
      counter: 'order', n: 3, amountMinor: 87_500, currency: 'CNY', method: 'platform', at: 1_782_300_600_000, minutes: 30,
    });
  });

  it('is the same whatever arrives first', () => {
    const facts = [
      write('live-session-started', { session: 'live-1', host: 'su-qing' }, { at: 100 }),
      write('live-reading', liveReading.sample, { at: 200 }),
      write('live-session-marked', { session: 'live-1', mark: 'm', kind: 'host-changed' }, { at: 150 }),
      write('live-session-ended', { session: 'live-1' }, { at: 300 }),
    ];
    const session = apply(liveSessionRecord, facts) as LiveSession;
    fc.assert(fc.property(fc.shuffledSubarray(facts, { minLength: 4 }), (shuffled) => {
      expect(apply(liveSessionRecord, shuffled)).toEqual(session);
    }));
  });
});

describe('shifts, steps and targets', () => {
  it('ends a shift once, by leaving or by handing over', () => {
    const started = write('shift-started', { shift: 's', post: 'greeter', person: 'sun-yue' }, { at: 10, author: 'wang-shan' });
    const handed = write('shift-handed-over', { shift: 's', to: 'ma-jun' }, { at: 50 });
    const shift = apply(shiftRecord, [started, handed, write('shift-ended', { shift: 's' }, { at: 60 })]);
    expect(shift).toMatchObject({ person: 'sun-yue', startedAt: 10, endedAt: 50, handedOverTo: 'ma-jun' });
  });

  it('keeps the last answer of each due time of a step', () => {
    const answer = (slot: string, done: boolean, at: number) =>
      write('step-completed', { revision: 'commute@2', step: 'greeter', day: '2026-07-06', slot, done }, { at });
    const facts = [answer('600', false, 10), answer('660', true, 20), answer('600', true, 30)];
    const run = apply(stepRunRecord, facts) as StepRun;
    expect([run.answers['600']?.value.done, run.answers['660']?.value.done]).toEqual([true, true]);
    expect(apply(stepRunRecord, [...facts].reverse())).toEqual(run);
  });

  it('holds a target until the next value begins', () => {
    const set = (value: number, from: number, at: number) =>
      write('target-set', { target: 'kr-1', metric: 'entry-rate', sites: ['ja'], window: 'day', value, from }, { at, scope: 'desk' });
    const target = apply(targetRecord, [set(0.35, 2_000, 20), set(0.25, 1_000, 10)]) as Target;
    expect([999, 1_000, 2_000].map((at) => targetAt(target, at)?.value)).toEqual([undefined, 0.25, 0.35]);
  });
});

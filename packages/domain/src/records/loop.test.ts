import { describe, expect, it } from 'vitest';
import { apply, fold, write } from './folding-in-tests.ts';
import { alertRecord } from './alert.ts';
import type { Alert } from './alert.ts';
import { checkRecord, checkTransitions } from './check.ts';
import type { Check } from './check.ts';
import { loopRecord, loopTransitions } from './loop.ts';
import type { Loop, LoopStatus } from './loop.ts';

const desk = { scope: 'desk', author: 'zhou-ning' } as const;
const opened = write('loop-opened', {
  loop: 'loop-18', title: '进店率', mode: 'ordinary', sites: ['ja'], signals: [{ kind: 'alert', site: 'ja', id: 'alert-1' }], owner: 'zhou-ning',
}, { ...desk, at: 100 });
const decided = write('loop-decided', { loop: 'loop-18', sites: ['ja'], decision: '装置后移', answer: 'revision' }, { ...desk, at: 300 });
const closed = write('loop-closed', { loop: 'loop-18', sites: ['ja'], outcome: 'helped' }, { ...desk, at: 900 });

describe('a loop', () => {
  it('gathers signals once each, in the order they were joined', () => {
    const signal = { kind: 'item', site: 'ja', id: 'item-1' } as const;
    const join = (at: number) => write('signal-joined', { loop: 'loop-18', sites: ['ja'], signal }, { ...desk, at });
    const loop = apply(loopRecord, [opened, join(200), join(250)]) as Loop;
    expect(loop.signals.map(({ id, joinedAt }) => [id, joinedAt])).toEqual([['alert-1', 100], ['item-1', 200]]);
  });

  it('takes an alert that fires while it is open as one more signal', () => {
    const fired = write('alert-fired', {
      alert: 'alert-2', rule: 'rule-1', firedAt: 1_783_050_300_000, severity: 'attention', loop: 'loop-18',
      evidence: { metric: 'entry-rate', from: 1_783_044_000_000, until: 1_783_050_300_000, numerator: 1, level: 0.2, direction: 'below' },
    }, { at: 400 });
    expect((apply(loopRecord, [opened, fired], 'desk') as Loop).signals).toHaveLength(2);
  });

  it('keeps published, in force and closed as instants of their own', () => {
    const published = write('revision-published', {
      revision: 'commute@2', plan: 'commute', number: 2, title: 'v2', sites: ['ja'], effectiveFrom: 1_783_303_200_000, steps: [], changes: [], loop: 'loop-18',
    }, { ...desk, at: 500 });
    const inForce = write('revision-put-in-force', { revision: 'commute@2', from: 1_783_303_200_000, photos: [], loop: 'loop-18' }, { at: 600, author: 'wang-shan' });
    const loop = apply(loopRecord, [opened, decided, published, inForce, closed]) as Loop;
    expect(loop).toMatchObject({
      status: { value: 'closed' }, decision: { at: 300, by: 'zhou-ning' },
      revisions: [{ revision: 'commute@2', publishedAt: 500 }],
      inForce: [{ site: 'ja', from: 1_783_303_200_000, by: 'wang-shan' }], closed: { outcome: 'helped', at: 900 },
    });
  });

  it('gives phones the same copy that the desk has', () => {
    const facts = [opened, decided, closed];
    expect(apply(loopRecord, facts, 'site:ja')).toEqual(apply(loopRecord, facts));
  });

  it('supersedes a decision by somebody who had not seen the other one, at the desk but not in copies', () => {
    const loop = apply(loopRecord, [opened, write('loop-decided', { ...decided.payload }, { ...desk, device: 'd1', seen: 1, version: 9 })]) as Loop;
    const late = write('loop-decided', { ...decided.payload, decision: '别的' }, { ...desk, device: 'd2', seen: 8 });
    expect(fold(loopRecord, loop, late)).toEqual({ refused: 'superseded' });
    expect(fold(loopRecord, loop, late, 'site:ja')).toMatchObject({ decision: { text: '别的' } });
  });

  it('moves exactly where its table says', () => {
    for (const from of Object.keys(loopTransitions) as LoopStatus[]) {
      for (const fact of [decided, closed]) {
        const start = apply(loopRecord, [opened]) as Loop;
        const to = fact === decided ? 'decided' : 'closed';
        const targets: readonly LoopStatus[] = loopTransitions[from];
        const moved = fold(loopRecord, { ...start, status: { ...start.status, value: from } }, fact) as object;
        expect('refused' in moved, `${from} → ${to}`).toBe(!targets.includes(to));
      }
    }
  });
});

describe('a check', () => {
  const asked = write('check-asked', {
    check: 'check-1', question: { zh: '人力红线' }, subject: 'loop:loop-18', owner: { role: 'operations-manager', person: 'chen-li' },
  }, desk);
  const passed = (author: string, as: 'planner' | 'operations-manager') =>
    write('check-passed', { check: 'check-1', as, evidence: '84 小时' }, { scope: 'desk', author });

  it('is passed by its owner alone', () => {
    const check = apply(checkRecord, [asked]) as Check;
    expect(fold(checkRecord, check, passed('zhou-ning', 'planner'))).toEqual({ refused: 'not-allowed' });
    expect(fold(checkRecord, check, passed('zhou-ning', 'operations-manager'))).toEqual({ refused: 'not-allowed' });
    expect(fold(checkRecord, check, passed('chen-li', 'operations-manager'))).toMatchObject({ status: { value: 'passed' } });
  });

  it('counts attempts, and keeps the reason and the proposal of each return', () => {
    const returned = write('check-returned', { check: 'check-1', as: 'operations-manager', reason: 'resources', proposal: '减一人' }, { scope: 'desk', author: 'chen-li' });
    const check = apply(checkRecord, [asked, returned, asked, passed('chen-li', 'operations-manager')]) as Check;
    expect(check.attempt).toBe(2);
    expect(check.verdicts.map(({ verdict, attempt, reason }) => [verdict, attempt, reason])).toEqual([['returned', 1, 'resources'], ['passed', 2, undefined]]);
  });

  it('has a row for every status', () => {
    expect(Object.keys(checkTransitions).sort()).toEqual(['asked', 'passed', 'returned']);
    const check = apply(checkRecord, [asked, passed('chen-li', 'operations-manager')]) as Check;
    expect(fold(checkRecord, check, passed('chen-li', 'operations-manager'))).toEqual({ refused: 'invalid' });
    expect(fold(checkRecord, check, asked)).toEqual({ refused: 'superseded' });
  });
});

describe('an alert', () => {
  const evidence = { metric: 'entry-rate', from: 1_783_044_000_000, until: 1_783_050_300_000, numerator: 17, denominator: 152, level: 0.2, direction: 'below' } as const;
  const fired = write('alert-fired', { alert: 'a', rule: 'r', firedAt: 1_783_050_300_000, severity: 'attention', evidence }, { at: 1_783_050_320_000 });
  const cleared = write('alert-cleared', { alert: 'a', rule: 'r', clearedAt: 1_783_060_000_000, why: 'recovered' });

  it('fires once, whatever number of servers say so', () => {
    expect(fold(alertRecord, apply(alertRecord, [fired]) as Alert, fired)).toEqual({ refused: 'superseded' });
  });

  it('keeps the bucket that decided it apart from the moment it could be known', () => {
    expect(apply(alertRecord, [fired])).toMatchObject({ firedAt: 1_783_050_300_000, rungAt: 1_783_050_320_000, state: 'firing' });
  });

  it('clears once, and keeps who looked after it first', () => {
    const acknowledge = (author: string, at: number) => write('alert-acknowledged', { alert: 'a' }, { author, at });
    const alert = apply(alertRecord, [fired, acknowledge('zhao-lei', 500), acknowledge('zhou-ning', 400), cleared]) as Alert;
    expect(alert).toMatchObject({ state: 'cleared', clearedWhy: 'recovered', acknowledged: { by: 'zhou-ning', at: 400 } });
    expect(fold(alertRecord, alert, cleared)).toEqual({ refused: 'superseded' });
  });

  it('rings nobody for the past', () => {
    const would = write('alert-would-have-fired', { alert: 'b', rule: 'r', firedAt: 1_783_050_300_000, severity: 'attention', evidence });
    const alert = apply(alertRecord, [would]) as Alert;
    expect(alert.state).toBe('would-have-fired');
    expect(fold(alertRecord, alert, cleared)).toEqual({ refused: 'superseded' });
  });
});

import { expect, test } from 'vitest';
import { type Exception, byUrgency, toneOf } from './exceptions.ts';

const exceptions: readonly Exception[] = [
  { kind: 'issue', id: 'i-low', site: 'ja', at: 90, severity: 'low' },
  { kind: 'alert', id: 'a-taken', site: 'ja', at: 99, severity: 'critical', acknowledged: true },
  { kind: 'phone', id: 'xh-02', site: 'xh', at: 10 },
  { kind: 'issue', id: 'i-high', site: 'ja', at: 20, severity: 'high' },
  { kind: 'alert', id: 'a-old', site: 'ja', at: 30, severity: 'attention', acknowledged: false },
  { kind: 'alert', id: 'a-new', site: 'ja', at: 40, severity: 'attention', acknowledged: false },
  { kind: 'alert', id: 'a-critical', site: 'ja', at: 5, severity: 'critical', acknowledged: false },
];

test('what rings comes first, what somebody has taken comes last', () => {
  expect([...exceptions].sort(byUrgency).map(({ id }) => id)).toEqual([
    'a-critical',
    'a-new',
    'a-old',
    'i-high',
    'xh-02',
    'i-low',
    'a-taken',
  ]);
});

test('a taken alert no longer shows as critical', () => {
  expect(exceptions.map(toneOf)).toEqual(['info', 'info', 'info', 'attention', 'attention', 'attention', 'critical']);
});

import { expect, it } from 'vitest';
import { sampleState } from './sample-window.ts';

/** Minutes 0–10 and 30–40 of each hour. */
const rule = { method: 'sample' as const, windows: [{ from: 30, until: 40 }, { from: 0, until: 10 }] };

it('is open inside a window and says until when', () => {
  expect(sampleState(rule, 0)).toEqual({ kind: 'open', until: 10 });
  expect(sampleState(rule, 39)).toEqual({ kind: 'open', until: 40 });
});

it('is closed between windows and says which comes next, over the hour too', () => {
  expect(sampleState(rule, 10)).toEqual({ kind: 'closed', opens: 30, nextHour: false });
  expect(sampleState(rule, 59)).toEqual({ kind: 'closed', opens: 0, nextHour: true });
});

it('is always open where everybody is counted', () => {
  expect(sampleState({ method: 'full', windows: rule.windows }, 20)).toEqual({ kind: 'full' });
  expect(sampleState({ method: 'sample' }, 20)).toEqual({ kind: 'full' });
});

import { expect, it } from 'vitest';
import { pillState } from './pill-state.ts';

const calm = { phase: 'idle' as const, unsaved: 0, waiting: 0, photosWaiting: 0, lastSyncAt: 1_000, attention: 0, online: true, signedOut: false, sendsOnly: false, reason: undefined };

it('calls nothing sent while anything is still on this phone', () => {
  expect(pillState(calm)).toEqual({ kind: 'sent', at: 1_000 });
  expect(pillState({ ...calm, waiting: 1 }).kind).toBe('waiting');
  expect(pillState({ ...calm, photosWaiting: 1 }).kind).toBe('waiting');
  expect(pillState({ ...calm, waiting: 2, phase: 'pushing' })).toEqual({ kind: 'sending', n: 2 });
});

it('says offline rather than waiting for ever', () => {
  expect(pillState({ ...calm, online: false, waiting: 3, photosWaiting: 1 })).toEqual({ kind: 'offline-waiting', n: 4 });
  expect(pillState({ ...calm, online: false })).toEqual({ kind: 'offline' });
  expect(pillState({ ...calm, reason: 'unreachable', waiting: 3 })).toEqual({ kind: 'offline-waiting', n: 3 });
});

it('puts what a person must do before everything else', () => {
  expect(pillState({ ...calm, unsaved: 2, waiting: 5, attention: 1, online: false })).toEqual({ kind: 'unsaved', n: 2 });
  expect(pillState({ ...calm, attention: 2, signedOut: true, online: false })).toEqual({ kind: 'attention', n: 2 });
  expect(pillState({ ...calm, signedOut: true, waiting: 9 })).toEqual({ kind: 'paused', n: 9 });
  expect(pillState({ ...calm, signedOut: true, sendsOnly: true })).toEqual({ kind: 'sends-only' });
  expect(pillState({ ...calm, signedOut: true, sendsOnly: true, waiting: 1 })).toEqual({ kind: 'paused', n: 1 });
  expect(pillState({ ...calm, reason: 'too-old', waiting: 9 }).kind).toBe('update');
});

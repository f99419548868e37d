import { expect, it } from 'vitest';
import { shownState } from './shown-state.ts';

const open = { online: true, signedOut: false, sendsOnly: false, reason: undefined };

it('says that an entry is being sent only while there is a way to the server', () => {
  expect(shownState('sending', open)).toBe('sending');
  expect(shownState('sending', { ...open, online: false })).toBe('saved');
  expect(shownState('sending', { ...open, signedOut: true })).toBe('saved');
  expect(shownState('sending', { ...open, signedOut: true, sendsOnly: true })).toBe('sending');
  expect(shownState('sending', { ...open, reason: 'unreachable' })).toBe('saved');
});

it('never takes back what the server has said', () => {
  for (const state of ['sent', 'seen', 'acted', 'attention'] as const) expect(shownState(state, { ...open, online: false })).toBe(state);
});

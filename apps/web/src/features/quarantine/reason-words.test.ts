import { expect, it } from 'vitest';
import { m } from '../../paraglide/messages.js';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { sendable, sentWords } from './reason-words.ts';

overwriteGetLocale(() => 'zh-CN');

it('calls counted only what is', () => {
  expect([sentWords('applied'), sentWords('duplicate')]).toEqual([m.desk_held_sent(), m.desk_held_sent()]);
  expect(sentWords('waiting')).toBe(m.desk_held_sent_waiting());
  expect(sentWords('superseded')).toBe(m.desk_held_sent_superseded());
});

it('offers to send once more only what that can help', () => {
  expect(['wrong-scope', 'unknown-fact', 'newer-version', 'parked', 'not-allowed', 'invalid'].map((reason) => sendable(reason as Parameters<typeof sendable>[0])))
    .toEqual(['never', 'never', 'mended', 'as-it-is', 'as-it-is', 'as-it-is']);
});

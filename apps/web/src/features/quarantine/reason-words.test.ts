import { expect, it } from 'vitest';
import { m } from '../../paraglide/messages.js';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { sentWords } from './reason-words.ts';

overwriteGetLocale(() => 'zh-CN');

it('calls counted only what is', () => {
  expect([sentWords('applied'), sentWords('duplicate')]).toEqual([m.desk_held_sent(), m.desk_held_sent()]);
  expect(sentWords('waiting')).toBe(m.desk_held_sent_waiting());
  expect(sentWords('superseded')).toBe(m.desk_held_sent_superseded());
});

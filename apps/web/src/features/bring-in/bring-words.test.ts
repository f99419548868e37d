import { expect, it } from 'vitest';
import { m } from '../../paraglide/messages.js';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { failureWords } from './bring-words.ts';

overwriteGetLocale(() => 'zh-CN');

it('says that nothing was imported only where that is known', () => {
  expect(failureWords('offline', false)).toBe(m.bring_failed_offline());
  expect(failureWords('failed', false)).toBe(m.bring_failed_server());
  for (const reason of ['offline', 'unavailable', 'failed'] as const) expect(failureWords(reason, true)).toBe(m.bring_failed_unknown());
  expect(failureWords('not-signed-in', true)).toBe(m.bring_failed_signed_out());
});

it('does not call a file that cannot be read a missing network', () => {
  expect(failureWords('unreadable', true)).toBe(m.bring_failed_unreadable());
});

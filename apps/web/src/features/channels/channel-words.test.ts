import { beforeEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { healthLines, healthWords, outcomeWords } from './channel-words.ts';

beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

test('a channel that is off says why', () => {
  const health = { state: 'off', reason: 'public-url-missing', queued: 0 } as const;
  expect(healthWords(health)).toEqual({ words: '未启用', tone: 'neutral' });
  expect(healthLines({ health }, String)).toEqual(['没有设置 https 的 PUBLIC_URL']);
});

test('last success, last error and the queue stand side by side', () => {
  const health = {
    state: 'failing',
    lastSuccessAt: 1,
    lastError: { at: 2, reason: 'bot-removed' },
    queued: 3,
  } as const;
  expect(healthLines({ health }, (at) => `T${at}`)).toEqual([
    '上次成功 T1',
    '上次失败 T2：机器人已被移除',
    '3 条在排队',
  ]);
});

test('only a send that was taken counts as sent', () => {
  expect(outcomeWords({ outcome: 'sent' }).ok).toBe(true);
  expect(outcomeWords({ outcome: 'retry', afterMs: 60_000, reason: 'rate-limited' })).toEqual({
    ok: false,
    words: '稍后重试：对方限流',
  });
  expect(outcomeWords({ outcome: 'failed', reason: 'key-invalid' }).words).toBe('没有送出：key 不对');
});

import { expect, it } from 'vitest';
import { overwriteGetLocale } from '../paraglide/runtime.js';
import { sentences } from './sentences.ts';

it('stand beside each other as their language has it', () => {
  overwriteGetLocale(() => 'zh-CN');
  expect(sentences('已导出。', false, '照片留在本机。')).toBe('已导出。照片留在本机。');
  overwriteGetLocale(() => 'en');
  expect(sentences('Saved.', 'Photos stay.')).toBe('Saved. Photos stay.');
});

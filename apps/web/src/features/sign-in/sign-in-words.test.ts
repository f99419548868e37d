import { beforeEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { signInWords } from './sign-in-words.ts';

beforeEach(() => overwriteGetLocale(() => 'en'));

test('a used link and a wrong password are different problems with different ways out', () => {
  expect(signInWords('signed-out', true)).toMatch(/link was used or has expired/);
  expect(signInWords('signed-out', false)).toMatch(/not right/);
});

test('no network is not called a wrong password', () => {
  expect(signInWords('offline', false)).toMatch(/no network/);
  expect(signInWords('too-many', false)).toMatch(/minute/);
});

import { expect, test } from 'vitest';
import { enrolmentState } from './enrolment-state.ts';

const code = { uses: 2, used: 0, expiresAt: 100 };

test('a code lets people in until it is used up, expires or is revoked', () => {
  expect(enrolmentState(code, 99)).toBe('ok');
  expect(enrolmentState(code, 100)).toBe('expired');
  expect(enrolmentState({ ...code, used: 2 }, 500)).toBe('used');
  expect(enrolmentState({ ...code, used: 2, revokedAt: 50 }, 60)).toBe('revoked');
});

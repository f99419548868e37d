import { expect, test } from 'vitest';
import { failureOf, hasAnswer } from './failure.ts';

test('an error is told by the reason the server gives, never by its words', () => {
  expect(failureOf({ message: 'x', data: { reason: 'not-signed-in' } })).toBe('signed-out');
  expect(failureOf({ message: '401', data: { reason: 'not-allowed' } })).toBe('not-allowed');
  expect(failureOf({ message: 'x', data: { reason: 'a-reason-of-tomorrow' } })).toBe('server');
});

test('without an answer the network is taken to be away', () => {
  expect(failureOf(new TypeError('Failed to fetch'))).toBe('offline');
  expect(failureOf({ message: 'x', data: undefined })).toBe('offline');
  expect(failureOf(undefined)).toBe('server');
  expect(failureOf({ name: 'ApiFailure', reason: 'offline' })).toBe('offline');
  expect(failureOf({ name: 'ApiFailure', reason: 'not-found' })).toBe('not-found');
  expect(hasAnswer(new TypeError('the payload is not valid'))).toBe(false);
});

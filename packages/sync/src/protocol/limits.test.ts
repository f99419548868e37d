import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8Length } from './limits.ts';
import { factReasons, isRequestReason, reasons } from './reasons.ts';
import { SyncError } from './sync-error.ts';
import { uuidPattern, uuidV7 } from './uuid.ts';

it('measures text as UTF-8 does', () => {
  const encodedLength = (text: string) => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, 'x').length;
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    expect(utf8Length(text)).toBe(encodedLength(text));
  }));
  expect(utf8Length('a饮🥤')).toBe(1 + 3 + 4);
});

it('gives every reason a consequence, and tells facts, requests and the device apart', () => {
  for (const [name, policy] of Object.entries(reasons)) {
    expect(policy.status, name).toSatisfy((status: number) => status === 0 || (status >= 200 && status < 600));
    if (policy.about === 'fact') expect(factReasons).toContain(name);
    expect(isRequestReason(name), name).toBe(policy.about === 'request');
  }
  expect(isRequestReason('toString')).toBe(false);
  expect(isRequestReason(undefined)).toBe(false);
});

it('keeps reason, policy and cause in an error', () => {
  const cause = new Error('socket closed');
  const error = new SyncError('unreachable', 'no answer', { cause, retryAfter: 5 });
  expect(error).toMatchObject({ name: 'SyncError', reason: 'unreachable', cause, retryAfter: 5, policy: { retry: 'backoff' } });
});

it('makes version 7 UUIDs that sort by time', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 47), fc.uint8Array({ minLength: 10, maxLength: 10 }), (now, bytes) => {
      const id = uuidV7(now, bytes);
      expect(id).toMatch(uuidPattern);
      expect(id[14]).toBe('7');
      expect(id < uuidV7(now + 1, bytes)).toBe(true);
    }),
  );
  expect(() => uuidV7(1, new Uint8Array(4))).toThrow(RangeError);
});

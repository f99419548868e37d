import { SyncError } from '@fieldloop/sync/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { httpNetwork as networkOf } from './transport.ts';

const httpNetwork = networkOf({ organization: 'o', person: 'lin' });

const request = { protocol: 1, device: 'd', app: 'test', clientNow: 0, firstSeq: 1, facts: [] };
const answered = { epoch: 'e', serverNow: 1, lastSeq: 0, results: [], heads: {} };

function answering(status: number, body: string, headers: Record<string, string> = {}) {
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers }));
}

async function refusal(): Promise<SyncError> {
  const error: unknown = await httpNetwork.push(request).then(() => 'no refusal', (cause: unknown) => cause);
  if (!(error instanceof SyncError)) throw new Error(`expected a SyncError, got ${String(error)}`);
  return error;
}

afterEach(() => vi.unstubAllGlobals());

describe('a push over HTTP', () => {
  it('returns what the server answered', async () => {
    answering(200, JSON.stringify({ result: { data: answered } }));
    expect(await httpNetwork.push(request)).toEqual(answered);
  });

  it.each([
    ['a login page in between', 200, '<html>Welcome to the mall Wi-Fi</html>'],
    ['JSON that is not ours', 200, '{"ok":true}'],
    ['an answer with something missing', 200, JSON.stringify({ result: { data: { ...answered, lastSeq: undefined } } })],
  ])('takes nothing for an acknowledgement that is none: %s', async (_, status, body) => {
    answering(status, body);
    expect((await refusal()).policy.retry).toBe('backoff');
  });

  it.each([
    [401, 'not-signed-in', 'signed-out', 'after-sign-in'],
    [403, 'not-allowed', 'forbidden', 'after-sign-in'],
    [413, 'too-large', 'too-large', 'smaller'],
    [429, 'too-many-requests', 'rate-limited', 'backoff'],
    [503, 'unavailable', 'busy', 'backoff'],
    [500, 'failed', 'failed', 'backoff'],
    [426, 'too-old', 'too-old', 'after-update'],
  ])('turns status %i with reason %s into %s', async (status, said, reason, retry) => {
    answering(status, JSON.stringify({ error: { message: 'any words', data: { reason: said } } }));
    const error = await refusal();
    expect([error.reason, error.policy.retry]).toEqual([reason, retry]);
  });

  it('waits as long as the server asks', async () => {
    answering(429, '', { 'retry-after': '7' });
    expect((await refusal()).retryAfter).toBe(7_000);
  });

  it('calls silence unreachable', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network down')));
    expect((await refusal()).reason).toBe('unreachable');
  });
});

import webPush from 'web-push';
import type { Locale, Notice } from './notice.ts';
import { topicHeader } from './notice.ts';
import { retryAfterMs, sent, type Outcome } from './outcome.ts';
import { isAllowedEndpoint } from './push-endpoint.ts';
import { payloadLimit, pushPayload } from './push-payload.ts';
import type { Vapid } from './vapid.ts';

export interface PushSubscriptionKeys {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly locale: Locale;
}

export interface WebPushSettings {
  readonly vapid: Vapid;
  /** Address of the app, for links. */
  readonly origin: string;
  readonly allowedOrigins: readonly string[];
  /** Real time, ms. */
  readonly now: () => number;
}

/** Encrypts and posts one notice to one subscription (RFC 8030, 8291, 8292). Never throws for what the far side does. */
export async function sendWebPush(
  subscription: PushSubscriptionKeys,
  notice: Notice,
  settings: WebPushSettings,
): Promise<Outcome> {
  if (!isAllowedEndpoint(subscription.endpoint, settings.allowedOrigins)) {
    return { outcome: 'channel-disabled', reason: 'endpoint-not-allowed' };
  }
  const payload = pushPayload(notice, subscription.locale, settings.origin);
  if (Buffer.byteLength(payload) > payloadLimit) return { outcome: 'failed', reason: 'payload-too-large' };
  const request = requestFor(subscription, payload, notice, settings.vapid);
  if (!request) return { outcome: 'channel-disabled', reason: 'key-invalid' };
  try {
    const response = await fetch(request.endpoint, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: new Uint8Array(request.body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return judge(response.status, response.headers.get('retry-after'), settings.now());
  } catch (error) {
    return { outcome: 'retry', afterMs: 0, reason: isTimeout(error) ? 'timeout' : 'unreachable' };
  }
}

/** Meaning of a push service's status. `afterMs` 0 leaves the wait to the sender's own backoff. */
export function judge(status: number, retryAfter: string | null, now: number): Outcome {
  const code = String(status);
  if (status === 200 || status === 201 || status === 202 || status === 204) return sent;
  if (status === 404 || status === 410) return { outcome: 'channel-disabled', reason: 'subscription-gone', code };
  if (status === 413) return { outcome: 'failed', reason: 'payload-too-large', code };
  const afterMs = retryAfterMs(retryAfter, now);
  if (status === 429) return { outcome: 'retry', afterMs: afterMs ?? 60_000, reason: 'rate-limited', code };
  if (status >= 500) return { outcome: 'retry', afterMs: afterMs ?? 0, reason: 'refused-by-service', code };
  if (status === 401 || status === 403) return { outcome: 'failed', reason: 'key-invalid', code };
  if (status >= 400) return { outcome: 'failed', reason: 'refused-by-service', code };
  return { outcome: 'failed', reason: 'unexpected-answer', code };
}

/** Did the request run out of time, rather than meet a closed door? */
export function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

const timeoutMs = 8_000;
/** Seconds that a service keeps it for a phone that is off: a firing alert is stale after a quarter, a digest after a shift. */
const keepSeconds = { now: 900, later: 21_600 };

function requestFor(subscription: PushSubscriptionKeys, payload: string, notice: Notice, vapid: Vapid) {
  try {
    return webPush.generateRequestDetails(
      { endpoint: subscription.endpoint, keys: { p256dh: subscription.p256dh, auth: subscription.auth } },
      payload,
      {
        vapidDetails: { subject: vapid.subject, publicKey: vapid.publicKey, privateKey: vapid.privateKey },
        TTL: notice.kind === 'digest' ? keepSeconds.later : keepSeconds.now,
        urgency: notice.kind === 'alert-fired' || notice.kind === 'alert-group' ? 'high' : 'normal',
        topic: topicHeader(notice.topic),
        contentEncoding: 'aes128gcm',
      },
    );
  } catch {
    // Keys that are no point on the curve or of the wrong length: nothing can ever be sent to them.
    return undefined;
  }
}

import { ApiFailure, mutate, query } from '../../runtime/api/call.ts';
import { getLocale } from '../../paraglide/runtime.js';
import { rememberAsked } from './notification-state.ts';

export type SubscribeOutcome = 'on' | 'denied' | 'off-at-server' | 'failed';

/** Asks for permission and tells the server where to send. Call it inside a tap: browsers refuse otherwise. */
export async function turnOnNotifications(): Promise<SubscribeOutcome> {
  const permission = await Notification.requestPermission();
  rememberAsked();
  if (permission !== 'granted') return 'denied';
  try {
    const { enabled, key } = await query('push.publicKey', undefined);
    if (!enabled || !key) return 'off-at-server';
    const registration = await navigator.serviceWorker.ready;
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = subscription.toJSON();
    if (!endpoint || !keys?.['p256dh'] || !keys['auth']) return 'failed';
    await mutate('push.subscribe', { endpoint, keys: { p256dh: keys['p256dh'], auth: keys['auth'] }, locale: getLocale() });
    return 'on';
  } catch (failure) {
    // No network, or the browser's push service refused: said so, and asked again from the settings.
    if (failure instanceof ApiFailure || failure instanceof DOMException) return 'failed';
    throw failure;
  }
}

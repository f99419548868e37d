import { mutate } from './api/call.ts';

/** Tells the server about a subscription that exists: browsers may renew it without saying so. Call at every start. */
export async function renewPush(locale: 'zh-CN' | 'en'): Promise<void> {
  const subscription = await (await ready())?.pushManager.getSubscription();
  if (subscription) await tell(subscription, locale);
}

/** Tells the server where pushes to this browser go. */
export async function tell(subscription: PushSubscription, locale: 'zh-CN' | 'en'): Promise<void> {
  const { keys } = subscription.toJSON();
  await mutate('push.subscribe', {
    endpoint: subscription.endpoint,
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    locale,
  });
}

/** What receives pushes here; undefined where there is no such thing. */
export async function ready(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis))
    return undefined;
  return navigator.serviceWorker.getRegistration();
}

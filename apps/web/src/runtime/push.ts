import { mutate, query } from './api/call.ts';
import { ready, tell } from './push-subscription.ts';

/** Whether this browser receives pushes for the person who is signed in. */
export type PushState = 'on' | 'off' | 'denied' | 'unsupported';

/** Why enabling did not work. `slow`: the browser's push service did not answer, as on many mainland-China networks. */
export type PushFailure = 'denied' | 'unsupported' | 'slow' | 'server-off' | 'failed';

/** `subscribe()` may hang where the push service is blocked. */
const patienceMs = 6_000;

/** Looks; asks for nothing. */
export async function pushState(): Promise<PushState> {
  const registration = await ready();
  if (!registration) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await registration.pushManager.getSubscription()) ? 'on' : 'off';
}

/** Asks for permission and subscribes; call it from a tap. Resolves to what went wrong, or undefined. */
export async function enablePush(locale: 'zh-CN' | 'en'): Promise<PushFailure | undefined> {
  const registration = await ready();
  if (!registration) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { enabled, key } = await query('push.publicKey', undefined);
  if (!enabled || key === undefined) return 'server-off';
  const made = await within(
    patienceMs,
    registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }),
  );
  if (made === 'late') return 'slow';
  if (made === 'failed') return 'failed';
  await tell(made, locale);
  return undefined;
}

/** Stops pushes to this browser, here and at the server, unless that does not know us any more: then here alone. */
export async function disablePush(atServer = true): Promise<void> {
  const subscription = await (await ready())?.pushManager.getSubscription();
  if (!subscription) return;
  if (atServer) await mutate('push.unsubscribe', { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

async function within(ms: number, work: Promise<PushSubscription>): Promise<PushSubscription | 'late' | 'failed'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  const outcome = await Promise.race([work.catch(() => 'failed' as const), late]);
  clearTimeout(timer);
  return outcome;
}

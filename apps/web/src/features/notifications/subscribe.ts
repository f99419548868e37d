import { getLocale } from '../../paraglide/runtime.js';
import { ApiFailure } from '../../runtime/api/call.ts';
import { enablePush, type PushFailure } from '../../runtime/push.ts';
import { rememberAsked } from './notification-state.ts';

export type SubscribeOutcome = 'on' | PushFailure;

/** Asks for permission and tells the server where to send. Call it inside a tap: browsers refuse otherwise. */
export async function turnOnNotifications(): Promise<SubscribeOutcome> {
  rememberAsked();
  try {
    return (await enablePush(getLocale())) ?? 'on';
  } catch (failure) {
    // No network: said so, and asked again from the settings.
    if (failure instanceof ApiFailure) return 'failed';
    throw failure;
  }
}

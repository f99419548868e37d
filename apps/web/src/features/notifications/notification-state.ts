/** May this browser show notices? `ask` only ever leads to a question inside a gesture. */
export type NotificationState = 'unsupported' | 'ask' | 'granted' | 'denied';

export function notificationState(): NotificationState {
  if (!('Notification' in globalThis) || !('serviceWorker' in navigator) || !('PushManager' in globalThis)) return 'unsupported';
  return ({ default: 'ask', granted: 'granted', denied: 'denied' } as const)[Notification.permission];
}

const askedKey = 'fieldloop.notifications-asked';

/** Has somebody already said yes or no on this device? */
export function wasAsked(): boolean {
  return localStorage.getItem(askedKey) !== null;
}

export function rememberAsked(): void {
  localStorage.setItem(askedKey, 'yes');
}

/** Apps whose web views neither install a page nor keep its data. */
export type ChatApp = 'wechat' | 'wecom' | 'dingtalk' | 'feishu';

// WeCom also says MicroMessenger, so it is asked first.
const marks: readonly (readonly [ChatApp, RegExp])[] = [
  ['wecom', /wxwork/i],
  ['wechat', /MicroMessenger/i],
  ['dingtalk', /DingTalk/i],
  ['feishu', /Lark|Feishu/i],
];

/** The chat app this user agent belongs to; undefined in a real browser. */
export function chatAppOf(userAgent: string): ChatApp | undefined {
  return marks.find(([, mark]) => mark.test(userAgent))?.[0];
}

/** Why a phone cannot be enrolled in this window, if it cannot. */
export type EnrolmentObstacle = { readonly kind: 'chat-app'; readonly app: ChatApp } | { readonly kind: 'insecure' } | { readonly kind: 'no-storage' };

/** Looks at what this window offers: https (or localhost), a real browser, and IndexedDB. */
export function enrolmentObstacle(window: {
  readonly userAgent: string;
  readonly isSecureContext: boolean;
  readonly hasIndexedDb: boolean;
}): EnrolmentObstacle | undefined {
  const app = chatAppOf(window.userAgent);
  if (app) return { kind: 'chat-app', app };
  if (!window.isSecureContext) return { kind: 'insecure' };
  if (!window.hasIndexedDb) return { kind: 'no-storage' };
  return undefined;
}

/** The same for the window we are in. */
export function obstacleHere(): EnrolmentObstacle | undefined {
  return enrolmentObstacle({
    userAgent: navigator.userAgent,
    isSecureContext,
    hasIndexedDb: typeof indexedDB !== 'undefined' && indexedDB !== null,
  });
}

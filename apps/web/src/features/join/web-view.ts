/** Chat apps whose built-in pages neither install nor keep data. */
export type ChatApp = 'wechat' | 'wecom' | 'dingtalk' | 'feishu';

// WeCom also calls itself MicroMessenger, so it is asked first.
const signs: readonly (readonly [ChatApp, RegExp])[] = [
  ['wecom', /wxwork/i],
  ['wechat', /micromessenger/i],
  ['dingtalk', /dingtalk|aliapp\(dingtalk/i],
  ['feishu', /\b(lark|feishu)\b/i],
];

/** The chat app that shows this page, or undefined in a real browser. */
export function chatAppOf(userAgent: string): ChatApp | undefined {
  return signs.find(([, sign]) => sign.test(userAgent))?.[0];
}

/** How this browser adds to the home screen. `installed`: it already runs from there. */
export type InstallWay = 'installed' | 'ios' | 'prompt' | 'menu';

/** `hasPrompt`: the browser offered `beforeinstallprompt`. */
export function installWay(page: { readonly userAgent: string; readonly touchPoints: number; readonly standalone: boolean; readonly hasPrompt: boolean }): InstallWay {
  if (page.standalone) return 'installed';
  // iPadOS calls itself a Macintosh, but has a touch screen.
  if (/iphone|ipad|ipod/i.test(page.userAgent) || (/macintosh/i.test(page.userAgent) && page.touchPoints > 1)) return 'ios';
  return page.hasPrompt ? 'prompt' : 'menu';
}

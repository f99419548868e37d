/** How this browser adds to the home screen. `installed`: it already runs from there. */
export type InstallWay = 'installed' | 'ios' | 'prompt' | 'menu';

/** What the choice hangs on, of the window we are in. */
export function pageHere() {
  return { userAgent: navigator.userAgent, touchPoints: navigator.maxTouchPoints, standalone: matchMedia('(display-mode: standalone)').matches };
}

/** `hasPrompt`: the browser offered `beforeinstallprompt`. */
export function installWay(page: { readonly userAgent: string; readonly touchPoints: number; readonly standalone: boolean; readonly hasPrompt: boolean }): InstallWay {
  if (page.standalone) return 'installed';
  // iPadOS calls itself a Macintosh, but has a touch screen.
  if (/iphone|ipad|ipod/i.test(page.userAgent) || (/macintosh/i.test(page.userAgent) && page.touchPoints > 1)) return 'ios';
  return page.hasPrompt ? 'prompt' : 'menu';
}

import { useSyncExternalStore } from 'react';
import { getLocale, locales, setLocale } from '../paraglide/runtime.js';

export type Locale = (typeof locales)[number];
export { locales };

/** Each language by its own name. */
export const languageNames: Readonly<Record<Locale, string>> = { 'zh-CN': '\u4e2d\u6587', en: 'English' };

const listeners = new Set<() => void>();

/** Changes the language without reloading; what a person is typing lives in drafts. */
export function chooseLocale(locale: Locale): void {
  void setLocale(locale, { reload: false });
  document.documentElement.lang = locale;
  for (const listener of listeners) listener();
}

/** The language on screen. A component that reads it renders again when it changes. */
export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, getLocale);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

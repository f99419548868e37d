import { getLocale } from '../paraglide/runtime.js';

/** Sentences one after the other: Chinese has no space between them. */
export function sentences(...parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(getLocale() === 'en' ? ' ' : '');
}

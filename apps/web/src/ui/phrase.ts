import type { Phrase } from '@fieldloop/domain/payload';
import type { Locale } from './locale.ts';

/** A sentence that somebody wrote, in the reader's language where it was written in it. */
export function phraseText({ zh, en }: Phrase, locale: Locale): string {
  return locale === 'en' ? (en ?? zh) : zh;
}

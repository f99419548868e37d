import type { Phrase } from '@fieldloop/domain/payload';
import { formatDayClock } from './desk-format/instants.ts';
import type { Locale } from './locale.ts';
import { phraseText } from './phrase.ts';

/** The line burnt into a picture: site, time at the site, name. */
export function watermarkOf(site: { readonly name: Phrase; readonly timeZone: string }, at: number, name: string, locale: Locale): string {
  return [phraseText(site.name, locale), formatDayClock(at, site.timeZone, locale), name].filter(Boolean).join('  ');
}

import type { OutputOf } from '../../runtime/api/call.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import type { Locale } from '../../ui/locale.ts';

type Answered = OutputOf<'insight.now'>;
type AnsweredSite = Answered['sites'][number];

export type Tile = AnsweredSite['tiles'][number];

/** One site with its name in the language on screen. */
export interface SiteNow extends Omit<AnsweredSite, 'name'> {
  readonly name: string;
}

/** The numbers of the moment, as the server judged them. */
export interface Now extends Omit<Answered, 'sites'> {
  readonly sites: readonly SiteNow[];
}

/** The server's answer with its names in one language. */
export function nowIn(answer: Answered, locale: Locale): Now {
  return { ...answer, sites: answer.sites.map((site) => ({ ...site, name: localText(site.name, locale) })) };
}

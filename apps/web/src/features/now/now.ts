import type { OutputOf } from '../../runtime/api/call.ts';

/** The numbers of the moment, as the server judged them. */
export type Now = OutputOf<'insight.now'>;
export type SiteNow = Now['sites'][number];
export type Tile = SiteNow['tiles'][number];

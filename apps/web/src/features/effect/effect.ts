import type { OutputOf } from '../../runtime/api/call.ts';

/** What a revision changed at a site, as the server computed it. Differences are shares: 0.26 = 26 points. */
export type Effect = OutputOf<'insight.effect'>;

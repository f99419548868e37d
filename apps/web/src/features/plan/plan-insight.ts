import type { OutputOf } from '../../runtime/api/call.ts';

/** What the server computed about a plan. */
export type PlanInsight = OutputOf<'insight.plan'>;
export type FunnelStep = PlanInsight['funnel']['shop'][number];
export type ShopPoint = PlanInsight['days'][number];

import type { OutputOf } from '../../runtime/api/call.ts';

/** What the server computed about a loop. */
export type LoopInsight = OutputOf<'insight.loop'>;
export type Legs = LoopInsight['legs'];
export type Delivery = LoopInsight['deliveries'][number];
export type ExecutionDay = LoopInsight['execution'][number];

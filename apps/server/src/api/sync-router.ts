import { pullRequest, pullResponse, pushRequest, pushResponse } from '@fieldloop/sync/protocol';
import { tracked } from '@trpc/server';
import * as z from 'zod';
import { nothing } from './people-schemas.ts';
import { liveHints } from './live-hints.ts';
import { router, signedIn } from './trpc.ts';

/** Facts up, records down. The ledger judges; this only says who calls. */
export const syncRouter = router({
  push: signedIn
    .input(pushRequest)
    .output(pushResponse)
    .mutation(({ ctx, input }) => ctx.ledger.push({ organization: ctx.organization.id, actor: ctx.actor }, input)),

  pull: signedIn
    .input(pullRequest)
    .output(pullResponse)
    .mutation(({ ctx, input }) => ctx.ledger.pull({ organization: ctx.organization.id, actor: ctx.actor }, input)),

  live: signedIn
    .input(z.object({ lastEventId: z.string().max(100).nullish() }).optional().or(nothing))
    .output(z.custom<AsyncIterable<unknown>>())
    .subscription(async function* ({ ctx, signal }) {
      for await (const hint of liveHints(ctx, AbortSignal.any([ctx.stopping, ...(signal ? [signal] : [])]))) {
        yield tracked(hint.id, hint);
      }
    }),
});

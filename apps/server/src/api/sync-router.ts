import { pullRequest, pullResponse, pushRequest, pushResponse } from '@fieldloop/sync/protocol';
import { pushing, router, signedIn } from './trpc.ts';

/** Facts up, records down. The ledger judges; this only says who calls. Hints are a stream of their own (`http/live-stream.ts`). */
export const syncRouter = router({
  push: pushing
    .input(pushRequest)
    .output(pushResponse)
    .mutation(({ ctx, input }) => ctx.ledger.push({ organization: ctx.organization.id, actor: ctx.actor }, input)),

  pull: signedIn
    .input(pullRequest)
    .output(pullResponse)
    .mutation(({ ctx, input }) => ctx.ledger.pull({ organization: ctx.organization.id, actor: ctx.actor }, input)),
});

import * as z from 'zod';
import { done } from './people-schemas.ts';
import { dismissInput, quarantinedFact, quarantineListInput, releaseInput, releaseOutput } from './schemas/quarantine.ts';
import { desk, router } from './trpc.ts';

/** What could not enter the ledger: look at it, let it in (mended or not), or leave it out for good. */
export const quarantineRouter = router({
  list: desk()
    .input(quarantineListInput)
    .output(z.array(quarantinedFact))
    .query(({ ctx, input }) => ctx.quarantine.list(ctx.organization.id, input ?? { limit: 50, settled: false })),
  release: desk('admin', 'planner', 'operations-manager')
    .input(releaseInput)
    .output(releaseOutput)
    .mutation(({ ctx, input }) => ctx.quarantine.release(ctx, input)),
  dismiss: desk('admin', 'planner', 'operations-manager')
    .input(dismissInput)
    .output(done)
    .mutation(({ ctx, input }) => ctx.quarantine.dismiss(ctx, input)),
});

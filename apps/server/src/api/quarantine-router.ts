import * as z from 'zod';
import { done, nothing } from './people-schemas.ts';
import * as shape from './quarantine-schemas.ts';
import { desk, router, signedIn } from './trpc.ts';

/** Facts that were not taken: who looks at them, and who decides what becomes of them. */
export const quarantineRouter = router({
  count: desk()
    .input(nothing)
    .output(shape.heldCount)
    .query(({ ctx }) => ctx.quarantine.count(ctx.organization.id)),
  list: desk()
    .input(shape.heldFilter.prefault({}))
    .output(z.array(shape.held))
    .query(({ ctx, input }) => ctx.quarantine.list(ctx.organization.id, input)),
  one: desk()
    .input(shape.heldAddress)
    .output(shape.heldWhole)
    .query(({ ctx, input }) => ctx.quarantine.one(ctx.organization.id, input)),
  counted: signedIn
    .input(shape.countedAsked)
    .output(z.array(shape.counted))
    .query(({ ctx, input }) => ctx.quarantine.counted(ctx, input.facts)),
  release: desk('planner', 'operations-manager', 'admin')
    .input(shape.release)
    .output(shape.released)
    .mutation(({ ctx, input }) => ctx.quarantine.release(ctx, input)),
  dismiss: desk('planner', 'operations-manager', 'admin')
    .input(shape.dismissal)
    .output(done)
    .mutation(({ ctx, input }) => ctx.quarantine.dismiss(ctx, input)),
});

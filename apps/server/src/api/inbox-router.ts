import { inboxListInput, inboxListOutput, inboxReadInput, inboxReadOutput } from './schemas/inbox.ts';
import { router, signedIn } from './trpc.ts';

/** What the product told this person. Always on; every other channel only points here. */
export const inboxRouter = router({
  list: signedIn
    .input(inboxListInput)
    .output(inboxListOutput)
    .query(({ ctx, input }) =>
      ctx.delivery.inbox.list(ctx.organization.id, ctx.identity.person.id, { before: input?.before, limit: input?.limit ?? 50 }),
    ),

  read: signedIn
    .input(inboxReadInput)
    .output(inboxReadOutput)
    .mutation(async ({ ctx, input }) => ({
      unread: await ctx.delivery.inbox.read(ctx.organization.id, ctx.identity.person.id, input.ids, ctx.clock.now()),
    })),
});

import * as z from 'zod';
import * as shape from './admin-schemas.ts';
import { byId, done, nothing } from './people-schemas.ts';
import { desk, router } from './trpc.ts';

/** Keys of sensors and tills, and what was changed by whom. */
export const adminRouter = router({
  keys: router({
    list: desk('admin')
      .input(nothing)
      .output(z.array(shape.apiKey))
      .query(({ ctx }) => ctx.admin.keys(ctx.organization.id)),
    create: desk('admin')
      .input(shape.newApiKey)
      .output(shape.createdApiKey)
      .mutation(({ ctx, input }) => ctx.admin.createKey(ctx, input)),
    revoke: desk('admin')
      .input(byId)
      .output(done)
      .mutation(({ ctx, input }) => ctx.admin.revokeKey(ctx, input.id)),
  }),
  audit: desk('admin')
    .input(shape.page)
    .output(z.array(shape.auditEntry))
    .query(({ ctx, input }) => ctx.admin.audit(ctx.organization.id, input)),
});

import { holds, type Role } from '@fieldloop/domain/fact';
import { initTRPC } from '@trpc/server';
import { ApiError, notSignedIn, publicError } from './api-error.ts';
import { actorOf, deskRoles, type ApiContext, type SignedInContext } from './context.ts';
import { requirePlainText } from './plain-text.ts';

const t = initTRPC.context<ApiContext>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const { reason, message, status } = publicError(error);
    return { message, code: shape.code, data: { code: shape.data.code, httpStatus: status, path: shape.data.path, reason } };
  },
});

export const router = t.router;

/** Anyone, signed in or not. Each procedure names both `.input` and `.output`; a test holds it. */
export const publicProcedure = t.procedure.use(async ({ getRawInput, next }) => {
  requirePlainText(await getRawInput());
  return next();
});

/** Anyone with an identity in an organization. */
export const signedIn = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.identity || !ctx.actor || !ctx.organization) throw notSignedIn();
  const checked: SignedInContext = { ...ctx, identity: ctx.identity, actor: ctx.actor, organization: ctx.organization };
  return next({ ctx: checked });
});

/**
 * The same, or a phone whose sign-in has ended and that has facts left from before; whatever the input holds, because
 * facts are judged one by one, elsewhere.
 */
export const pushing = t.procedure.use(async ({ ctx, next }) => {
  const identity = ctx.identity ?? ctx.pushOnly;
  if (!identity) throw notSignedIn();
  await ctx.countPush(identity);
  const checked: SignedInContext = { ...ctx, identity, actor: actorOf(identity), organization: identity.organization };
  if (ctx.identity) await ctx.people.keepPush(checked);
  return next({ ctx: checked });
});

/** Holders of one of these roles at the organization's desk; every desk role by default. */
export function desk(...wanted: Role[]) {
  const accepted: readonly Role[] = wanted.length > 0 ? wanted : deskRoles;
  return signedIn.use(({ ctx, next }) => {
    if (!holds(ctx.actor, accepted, 'desk', ctx.clock.now())) {
      throw new ApiError('not-allowed', `This needs one of the roles ${accepted.join(', ')}; ask an admin.`);
    }
    return next({ ctx });
  });
}

import { holds, type Role } from '@fieldloop/domain/fact';
import { initTRPC } from '@trpc/server';
import { ApiError, notSignedIn, publicError } from './api-error.ts';
import { requirePlainText } from './plain-text.ts';
import { deskRoles, type ApiContext, type SignedInContext } from './context.ts';

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

/** Anyone with an identity in an organization; whatever the input holds. Facts are judged one by one, elsewhere. */
export const signedInWithFacts = t.procedure.use(({ ctx, next }) => {
  if (!ctx.identity || !ctx.actor || !ctx.organization) throw notSignedIn();
  const checked: SignedInContext = { ...ctx, identity: ctx.identity, actor: ctx.actor, organization: ctx.organization };
  return next({ ctx: checked });
});

/** Anyone with an identity in an organization. */
export const signedIn = signedInWithFacts.use(async ({ getRawInput, next }) => {
  requirePlainText(await getRawInput());
  return next();
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

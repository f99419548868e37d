import * as z from 'zod';
import * as shape from './people-schemas.ts';
import { desk, publicProcedure, router, signedIn } from './trpc.ts';

/** Who am I, joining by link, and who else is here. */
export const peopleRouter = router({
  me: publicProcedure
    .input(shape.nothing)
    .output(shape.me)
    .query(({ ctx }) => ctx.people.me(ctx.identity)),

  preview: publicProcedure
    .input(z.object({ code: shape.enrolmentCode }))
    .output(shape.preview)
    .query(({ ctx, input }) => ctx.people.preview(input.code)),

  join: publicProcedure
    .input(shape.joinRequest)
    .output(shape.me)
    .mutation(({ ctx, input }) => ctx.people.join(input, ctx)),

  leave: publicProcedure
    .input(shape.nothing)
    .output(shape.left)
    .mutation(({ ctx }) => ctx.people.leave(ctx)),

  signIn: publicProcedure
    .input(shape.credentials)
    .output(shape.me)
    .mutation(({ ctx, input }) => ctx.people.signIn(input, ctx)),

  signInByLink: publicProcedure
    .input(shape.signInToken)
    .output(shape.me)
    .mutation(({ ctx, input }) => ctx.people.signInByLink(input.token, ctx)),

  signOut: publicProcedure
    .input(shape.nothing)
    .output(shape.done)
    .mutation(({ ctx }) => ctx.people.signOut(ctx)),

  account: desk()
    .input(shape.nothing)
    .output(shape.ownAccount)
    .query(({ ctx }) => ctx.people.account(ctx)),

  setPassword: desk()
    .input(shape.newPassword)
    .output(shape.done)
    .mutation(({ ctx, input }) => ctx.people.setPassword(ctx, input)),

  enrolments: signedIn
    .input(z.object({ site: z.string().max(64).optional() }).optional())
    .output(z.array(shape.enrolment))
    .query(({ ctx, input }) => ctx.people.enrolments(ctx, input?.site)),

  createEnrolment: signedIn
    .input(shape.newEnrolment)
    .output(shape.createdEnrolment)
    .mutation(({ ctx, input }) => ctx.people.createEnrolment(ctx, input)),

  revokeEnrolment: signedIn
    .input(shape.byId)
    .output(shape.done)
    .mutation(({ ctx, input }) => ctx.people.revokeEnrolment(ctx, input.id)),

  list: desk()
    .input(shape.nothing)
    .output(z.array(shape.listedPerson))
    .query(({ ctx }) => ctx.people.list(ctx.organization.id)),

  createAccount: desk('admin')
    .input(shape.newAccount)
    .output(shape.byId)
    .mutation(({ ctx, input }) => ctx.people.createAccount(ctx, input)),
});

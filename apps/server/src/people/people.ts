import type * as z from 'zod';
import type { ApiContext, Identity, SignedInContext } from '../api/context.ts';
import type * as shape from '../api/people-schemas.ts';

export type Me = z.infer<typeof shape.me>;
type Done = z.infer<typeof shape.done>;

/** Everything about people that the API needs: identity, joining, accounts, enrolments. */
export interface People {
  me(identity: Identity | undefined): Me;
  preview(code: string): Promise<z.infer<typeof shape.preview>>;
  join(request: z.infer<typeof shape.joinRequest>, context: ApiContext): Promise<Me>;
  leave(context: ApiContext): Promise<Done>;
  signIn(credentials: z.infer<typeof shape.credentials>, context: ApiContext): Promise<Me>;
  signInByLink(token: string, context: ApiContext): Promise<Me>;
  signOut(context: ApiContext): Promise<Done>;
  enrolments(context: SignedInContext, site: string | undefined): Promise<z.infer<typeof shape.enrolment>[]>;
  createEnrolment(
    context: SignedInContext,
    request: z.infer<typeof shape.newEnrolment>,
  ): Promise<z.infer<typeof shape.createdEnrolment>>;
  revokeEnrolment(context: SignedInContext, id: string): Promise<Done>;
  list(organization: string): Promise<z.infer<typeof shape.listedPerson>[]>;
  createAccount(context: SignedInContext, account: z.infer<typeof shape.newAccount>): Promise<{ id: string }>;
}

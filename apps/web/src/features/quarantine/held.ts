import type { AppRouter } from '@fieldloop/server/api-types';
import type { FactReason } from '@fieldloop/sync/protocol';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['quarantine'];

/** A fact that was not taken, as the desk lists it. */
export type Held = Outputs['list'][number];
export type HeldWhole = Outputs['one'];

/** What is shown, in the address. */
export interface QuarantineSearch {
  readonly settled?: 'yes' | undefined;
  readonly reason?: FactReason | undefined;
  readonly site?: string | undefined;
  readonly author?: string | undefined;
  readonly device?: string | undefined;
  readonly seq?: string | undefined;
}

/** The site that it was written for, where that can be read. */
export function siteOfHeld({ scope }: Pick<Held, 'scope'>): string | undefined {
  return scope?.startsWith('site:') ? scope.slice('site:'.length) : undefined;
}

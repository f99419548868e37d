import type { FactReason } from '@fieldloop/sync/protocol';
import type { OutputOf } from '../../runtime/api/call.ts';

/** A fact that was not taken, as the desk lists it. */
export type Held = OutputOf<'quarantine.list'>[number];
export type HeldWhole = OutputOf<'quarantine.one'>;

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

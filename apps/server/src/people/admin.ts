import type * as z from 'zod';
import type * as shape from '../api/admin-schemas.ts';
import type { SignedInContext } from '../api/context.ts';
import type { done } from '../api/people-schemas.ts';

type Page = z.infer<typeof shape.page>;

/** Keys, audit and quarantine of one organization. */
export interface Admin {
  keys(organization: string): Promise<z.infer<typeof shape.apiKey>[]>;
  createKey(context: SignedInContext, key: z.infer<typeof shape.newApiKey>): Promise<z.infer<typeof shape.createdApiKey>>;
  revokeKey(context: SignedInContext, id: string): Promise<z.infer<typeof done>>;
  audit(organization: string, page: Page): Promise<z.infer<typeof shape.auditEntry>[]>;
  quarantine(organization: string, page: Page): Promise<z.infer<typeof shape.quarantined>[]>;
}

import * as z from 'zod';
import { instant } from './measured.ts';

/** Why an entry is in somebody's inbox; the words are the client's. */
export const inboxKind = z.enum([
  'alert-fired', 'alert-not-acknowledged', 'alert-cleared', 'alert-group', 'facts-lost', 'ledger-behind', 'digest', 'test',
]);
export type InboxKind = z.infer<typeof inboxKind>;

/** Values for the sentence of its kind. */
export const messageParams = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type MessageParams = z.infer<typeof messageParams>;

export const inboxEntry = z.strictObject({
  id: z.string(),
  kind: inboxKind,
  params: messageParams,
  severity: z.enum(['critical', 'attention', 'info']),
  at: instant,
  readAt: instant.optional(),
  /** Path inside the app that one tap opens. */
  navigate: z.string(),
  /** The alert record it speaks of. */
  alert: z.string().optional(),
});
export type InboxEntry = z.infer<typeof inboxEntry>;

export const inboxListInput = z
  .strictObject({ before: instant.optional(), limit: z.int().min(1).max(200).default(50) })
  .optional();
export const inboxListOutput = z.strictObject({ entries: z.array(inboxEntry), unread: z.int() });
/** `ids` absent: everything. */
export const inboxReadInput = z.strictObject({ ids: z.array(z.string().max(64)).max(500).optional() });
export const inboxReadOutput = z.strictObject({ unread: z.int() });

import type { RevisionRef } from '../facts/fact.ts';
import { defineRecord } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';

/**
 * What one device knows of one revision. Delivered, read and known are independent instants: somebody may
 * read without a network long before the server hears of it.
 */
export interface Receipt {
  readonly revision: RevisionRef;
  readonly device: string;
  readonly person: string;
  /** Stored on the device, by its corrected time. */
  readonly deliveredAt?: number | undefined;
  /** Acknowledged, by the device's corrected time. */
  readonly readAt?: number | undefined;
  /** When the server heard of the acknowledgement. */
  readonly knownAt?: number | undefined;
}

export const receiptRecord = defineRecord<Receipt>({
  kind: 'receipt',
  folds: {
    'revision-delivered': (receipt, { payload: { revision, device } }, { at, author }) => ({
      revision, device, person: receipt?.person ?? author, readAt: receipt?.readAt, knownAt: receipt?.knownAt,
      deliveredAt: Math.min(receipt?.deliveredAt ?? at, at),
    }),
    'revision-acknowledged': (receipt, { payload: { revision, device } }, { at, author, receivedAt }) => ({
      revision, device, person: author, deliveredAt: receipt?.deliveredAt,
      readAt: Math.min(receipt?.readAt ?? at, at),
      knownAt: Math.min(receipt?.knownAt ?? receivedAt, receivedAt),
    }),
  } satisfies FoldsOf<Receipt>,
  promote: ({ person, readAt, deliveredAt }) => ({
    assignee: person, status: readAt !== undefined ? 'read' : deliveredAt !== undefined ? 'delivered' : 'sent',
  }),
});

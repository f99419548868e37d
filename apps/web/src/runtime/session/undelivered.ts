import type { RevisionRef } from '@fieldloop/domain/fact';
import type { Receipt } from '@fieldloop/domain/records/receipt';
import type { Revision } from '@fieldloop/domain/records/revision';

/** The newest revision of each plan that a device holds and has not said so; older ones are of no use to anybody now. */
export function undelivered(
  revisions: readonly Pick<Revision, 'id' | 'plan' | 'publishedAt'>[],
  receipts: readonly Pick<Receipt, 'revision' | 'device' | 'deliveredAt'>[],
  device: string,
): readonly RevisionRef[] {
  const newest = new Map<string, Pick<Revision, 'id' | 'plan' | 'publishedAt'>>();
  for (const revision of revisions) {
    const known = newest.get(revision.plan);
    if (!known || known.publishedAt < revision.publishedAt) newest.set(revision.plan, revision);
  }
  const told = new Set(receipts.filter((receipt) => receipt.device === device && receipt.deliveredAt !== undefined).map(({ revision }) => revision));
  return [...newest.values()].map(({ id }) => id).filter((id) => !told.has(id));
}

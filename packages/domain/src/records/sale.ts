import type { Payloads } from '../facts/payloads.ts';
import { defineRecord, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted } from './folds-of.ts';

export interface SaleRefund {
  readonly id: string;
  readonly amountMinor: number;
  readonly units?: number | undefined;
  readonly at: number;
  readonly by: string;
}

/** One receipt, so that refunds and corrections can name it. A refund may arrive before its sale. */
export interface Sale {
  readonly id: string;
  /** Absent while only a refund is known. */
  readonly sold?: (Omit<Payloads['sale-recorded'], 'sale'> & { readonly at: number; readonly by: string; readonly device: string }) | undefined;
  readonly refunds: readonly SaleRefund[];
  /** Undone or changed by a correction: what is left of it. */
  readonly corrected?: { readonly receipts: number; readonly amountMinor: number } | undefined;
}

export const saleRecord = defineRecord<Sale>({
  kind: 'sale',
  folds: {
    // The same receipt twice (a till that sends again) counts once.
    'sale-recorded': (sale, { payload: { sale: id, ...sold } }, { at, author: by, device }) =>
      sale?.sold ? superseded : { id, refunds: [], ...sale, sold: { ...sold, at, by, device } },
    'refund-recorded': (sale, { payload: { sale: id, refund, amountMinor, units } }, { at, author: by }) => {
      const refunds = sale?.refunds ?? [];
      if (refunds.some((each) => each.id === refund)) return superseded;
      return { ...sale, id, refunds: inserted(refunds, { id: refund, amountMinor, units, at, by }, (each) => each.at) };
    },
    'count-corrected': (sale, { payload: { lines, sale: id = '' } }) => {
      const receipt = lines.find(({ counter }) => counter === 'receipt');
      const before: Sale = sale ?? { id, refunds: [] };
      return receipt ? { ...before, corrected: { receipts: receipt.to, amountMinor: receipt.amountTo ?? 0 } } : before;
    },
  } satisfies FoldsOf<Sale>,
  // Kept at the server and in the journal of the phone that sold: thousands a month are nothing to carry around.
  open: () => false,
});

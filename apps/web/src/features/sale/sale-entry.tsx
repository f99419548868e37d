import type { Payloads } from '@fieldloop/domain/payloads';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { formatMoney } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import { showToast } from '../../ui/toast.tsx';
import { SaleSheet } from './sale-sheet.tsx';

interface SaleEntryProps {
  readonly floor: Floor;
  readonly shift: string;
  readonly onClose: () => void;
}

/** The sale sheet, writing what it gets. */
export function SaleEntry({ floor, shift, onClose }: SaleEntryProps) {
  const locale = useLocale();
  const save = async (sale: Payloads['sale-recorded']) => {
    await write('sale-recorded', { ...sale, shift });
    onClose();
    showToast({ text: sale.amountMinor > 0 ? m.sale_saved({ amount: formatMoney(sale.amountMinor, sale.currency, locale, 2) }) : m.sale_saved_bare() });
  };
  return <SaleSheet currency={floor.site.currency} onSale={(sale) => void save(sale)} onClose={onClose} />;
}

import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useEntries } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { formatMoney } from '../../ui/desk-format/numbers.ts';
import { TextField } from '../../ui/field.tsx';
import { List, ListButton } from '../../ui/list-row.tsx';
import { useLocale } from '../../ui/locale.ts';
import { currencySign, minorDigits, readAmount } from '../../ui/money-input.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { showToast } from '../../ui/toast.tsx';
import { serverNow } from '../../runtime/server-clock.ts';
import type { RefundableSale } from './refundable.ts';
import { refundableSales } from './refundable.ts';

const lookBack = 2_000;

/** A refund names its sale: pick one of this phone's, then how much. */
export function RefundEntry({ floor, onClose }: { readonly floor: Floor; readonly onClose: () => void }) {
  const locale = useLocale();
  const entries = useEntries(lookBack);
  const [picked, setPicked] = useState<RefundableSale>();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const sales = refundableSales((entries.value ?? []).map(({ fact }) => fact));
  const money = (minor: number, currency: string) => formatMoney(minor, currency, locale, 2);

  const pick = (sale: RefundableSale) => {
    setPicked(sale);
    setTyped((sale.leftMinor / 10 ** minorDigits(sale.currency)).toFixed(minorDigits(sale.currency)));
  };
  const save = async (sale: RefundableSale) => {
    const amountMinor = readAmount(typed, minorDigits(sale.currency));
    if (!amountMinor) return setWrong(m.sale_amount_invalid());
    if (amountMinor > sale.leftMinor) return setWrong(m.refund_too_much({ amount: money(sale.leftMinor, sale.currency) }));
    await write('refund-recorded', { refund: crypto.randomUUID(), sale: sale.sale, source: 'store', orderedAt: sale.at, amountMinor, currency: sale.currency, ...(reason.trim() ? { reason: reason.trim() } : {}) });
    onClose();
    showToast({ text: m.refund_saved({ amount: money(amountMinor, sale.currency) }) });
  };

  return (
    <Sheet open onClose={onClose} title={m.refund_title()} description={picked || sales.length === 0 ? undefined : m.refund_pick()} footer={picked && <Button tone="primary" onClick={() => void save(picked)}>{m.refund_save()}</Button>}>
      {!picked && sales.length === 0 && <p className="text-ink-2">{m.refund_none()} {m.refund_none_hint()}</p>}
      {!picked && sales.length > 0 && (
        <List label={m.refund_pick()}>
          {sales.slice(0, 40).map((sale) => (
            <ListButton key={sale.sale} title={money(sale.leftMinor, sale.currency)} meta={formatMoment(sale.at, serverNow(), floor.site.timeZone, locale)} onClick={() => pick(sale)} />
          ))}
        </List>
      )}
      {picked && (
        <div className="grid gap-4">
          <TextField label={m.refund_amount()} error={wrong} sign={currencySign(picked.currency)} inputMode="decimal" value={typed} onChange={(event) => { setTyped(event.currentTarget.value); setWrong(undefined); }} />
          <TextField label={`${m.refund_reason()} · ${m.ui_optional()}`} maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </div>
      )}
    </Sheet>
  );
}

import type { Payloads } from '@fieldloop/domain/payloads';
import { Minus, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { currencySign, minorDigits, readAmount } from '../../ui/money-input.ts';
import type { Channel, Segment } from './words.ts';
import { channelOptions, segmentOptions } from './words.ts';

type Sale = Payloads['sale-recorded'];

interface SaleSheetProps {
  readonly currency: string;
  readonly onSale: (sale: Sale) => void;
  readonly onClose: () => void;
}

/** One receipt: the amount first, the rest preset. It can be counted without an amount and filled in later. */
export function SaleSheet({ currency, onSale, onClose }: SaleSheetProps) {
  const amount = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [units, setUnits] = useState(1);
  const [channel, setChannel] = useState<Channel>('store');
  const [segment, setSegment] = useState<Segment>();

  const save = (amountMinor: number | undefined) => {
    setWrong(amountMinor === undefined);
    if (amountMinor === undefined) return;
    onSale({ sale: crypto.randomUUID(), amountMinor, currency, units, channel, ...(segment ? { segment } : {}) });
  };

  return (
    <Sheet open onClose={onClose} title={m.sale_title()} initialFocus={amount} footer={<><Button onClick={() => save(0)}>{m.sale_skip()}</Button><Button tone="primary" type="submit" form="sale">{m.sale_save()}</Button></>}>
      <form id="sale" className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); save(readAmount(typed, minorDigits(currency))); }}>
        <TextField
          inputRef={amount}
          label={m.sale_amount()}
          hint={m.sale_amount_hint()}
          error={wrong ? m.sale_amount_invalid() : undefined}
          sign={currencySign(currency)}
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="done"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className="flex items-center gap-3" role="group" aria-label={m.sale_units()}>
          <span className="flex-1 font-semibold">{m.sale_units()}</span>
          <IconButton label={m.sale_units_fewer()} disabled={units <= 1} onClick={() => setUnits(units - 1)}><Minus aria-hidden /></IconButton>
          <output className="min-w-10 text-center text-xl font-bold" aria-live="polite">{units}</output>
          <IconButton label={m.sale_units_more()} onClick={() => setUnits(units + 1)}><Plus aria-hidden /></IconButton>
        </div>
        <Chips label={m.sale_segment()} columns={2} options={segmentOptions()} value={segment} onChange={setSegment} />
        <Chips label={m.sale_channel()} columns={2} options={channelOptions()} value={channel} onChange={setChannel} />
      </form>
    </Sheet>
  );
}

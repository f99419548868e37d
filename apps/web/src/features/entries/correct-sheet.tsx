import type { Payloads } from '@fieldloop/domain/payloads';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { counts, type Entry } from '../../runtime/entries.ts';
import { correcting, deviceOf, standing, unsettled } from '../../runtime/corrections.ts';
import { write } from '../../runtime/fact-store.ts';
import { useEntries } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import { currencySign, minorDigits, readAmount } from '../../ui/money-input.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { showToast } from '../../ui/toast.tsx';
import { correctedFrom, describe } from './describe.ts';

type Reason = Payloads['count-corrected']['reason'];

const reasons = {
  'mis-tap': m.reason_mis_tap,
  missed: m.reason_missed,
  'wrong-pad': m.reason_wrong_pad,
  'handover-duplicate': m.reason_handover_duplicate,
  'till-check': m.reason_till_check,
  test: m.reason_test,
  other: m.reason_other,
} as const satisfies Record<Reason, () => string>;

const lookBack = 2_000;
const mostPeople = 1_000;

/** Makes an entry say another number. Both values stay, with the reason. */
export function CorrectSheet({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const locale = useLocale();
  const mine = useEntries(lookBack);
  // Not before it is certain what it says now: a correction of anything else would be refused.
  const stands = mine.state === 'ready' && !unsettled(mine.value).has(entry.id) ? standing(entry.fact, mine.value.filter(counts).map(({ fact }) => fact)) : undefined;
  const sale = entry.fact.name === 'sale-recorded' ? (entry.fact.payload as Payloads['sale-recorded']) : undefined;
  const [typed, setTyped] = useState('');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState<Reason>(sale ? 'till-check' : 'mis-tap');
  const [problem, setProblem] = useState<{ readonly at: 'count' | 'amount'; readonly words: string }>();
  const most = sale ? 1 : mostPeople;

  const save = async () => {
    if (!stands) return;
    const n = typed.trim() === '' ? stands.n : Number(typed.normalize('NFKC'));
    if (!Number.isInteger(n) || n < 0 || n > most) return setProblem({ at: 'count', words: m.entry_correct_to_invalid({ n: most }) });
    const amountMinor = !sale ? undefined : n === 0 ? 0 : amount.trim() === '' ? stands.amountMinor : readAmount(amount, minorDigits(sale.currency));
    if (sale && amountMinor === undefined) return setProblem({ at: 'amount', words: m.sale_amount_invalid() });
    if (n === stands.n && amountMinor === stands.amountMinor) return setProblem({ at: 'count', words: m.entry_correct_same() });
    const payload = correcting(entry.fact, deviceOf(entry.fact), stands, { n, amountMinor }, reason);
    if (payload) await write('count-corrected', payload, { scope: entry.fact.scope });
    onClose();
    const [line] = payload?.lines ?? [];
    if (!line) return;
    const [before, after] = correctedFrom(line, locale);
    showToast({ text: m.entry_corrected({ from: before, to: after }) });
  };

  const { title, detail } = describe(entry.fact, locale);
  return (
    <Sheet open onClose={onClose} title={m.entry_correct_title()} description={`${title} ${detail}`} footer={<Button tone="primary" disabled={!stands} onClick={() => void save()}>{m.entry_correct_save()}</Button>}>
      <div className="grid gap-4">
        <p className="text-ink-2">{m.entry_correct_hint()}</p>
        <TextField label={sale ? m.entry_correct_sale() : m.entry_correct_to()} inputMode="numeric" placeholder={String(stands?.n ?? '')} value={typed} error={problem?.at === 'count' ? problem.words : undefined} onChange={(event) => { setTyped(event.currentTarget.value); setProblem(undefined); }} />
        {sale && <TextField label={m.entry_correct_amount()} inputMode="decimal" sign={currencySign(sale.currency)} placeholder={stands?.amountMinor === undefined ? '' : (stands.amountMinor / 10 ** minorDigits(sale.currency)).toFixed(minorDigits(sale.currency))} error={problem?.at === 'amount' ? problem.words : undefined} value={amount} onChange={(event) => { setAmount(event.currentTarget.value); setProblem(undefined); }} />}
        <Chips label={m.entry_correct_reason()} columns={3} options={(Object.keys(reasons) as Reason[]).map((value) => ({ value, label: reasons[value]() }))} value={reason} onChange={setReason} />
      </div>
    </Sheet>
  );
}

import { itemTransitions } from '@fieldloop/domain/item-status';
import type { ItemStatus } from '@fieldloop/domain/payload';
import type { Item } from '@fieldloop/domain/records/item';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import { statusName } from '../../ui/item-words.ts';
import { showToast } from '../../ui/toast.tsx';

/** A lead moves an issue on; declining needs a reason. */
export function MoveItem({ item }: { readonly item: Item }) {
  const [to, setTo] = useState<ItemStatus>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const targets: readonly ItemStatus[] = itemTransitions[item.kind][item.status.value];
  const move = async () => {
    if (!to) return;
    const needed = to === 'declined' && reason.trim() === '';
    setMissing(needed);
    if (needed) return;
    await write('item-moved', { item: item.id, to, ...(reason.trim() ? { reason: reason.trim() } : {}) });
    showToast({ text: m.item_moved({ status: statusName(to) }) });
    setTo(undefined);
    setReason('');
  };
  if (targets.length === 0) return null;
  return (
    <section className="mt-5 grid gap-3">
      <Chips label={m.item_move_to()} columns={3} options={targets.map((value) => ({ value, label: statusName(value) }))} value={to} onChange={setTo} />
      {to && (
        <>
          <TextField label={m.item_reason()} error={missing ? m.item_reason_needed() : undefined} maxLength={2_000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button tone="primary" onClick={() => void move()}>{statusName(to)}</Button>
        </>
      )}
    </section>
  );
}

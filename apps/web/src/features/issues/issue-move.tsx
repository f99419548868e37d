import type { ItemStatus } from '@fieldloop/domain/payload';
import type { Item } from '@fieldloop/domain/records/item';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { statusWords } from '../../ui/desk-format/issue-words.ts';

interface IssueMoveProps {
  readonly item: Item;
  readonly targets: readonly ItemStatus[];
  readonly onMove: (to: ItemStatus, reason: string) => Promise<boolean>;
}

/** Where the item may go from here; declining needs a reason. */
export function IssueMove({ item, targets, onMove }: IssueMoveProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const move = async (to: ItemStatus) => {
    if (to === 'declined' && reason.trim() === '') return setProblem(m.desk_loop_reason_needed());
    setProblem(undefined);
    if (await onMove(to, reason.trim())) setReason('');
  };
  const last = item.moves.findLast(({ reason: given }) => given);
  return (
    <fieldset>
      <legend className="field-label">{m.desk_issue_move()}</legend>
      {last?.reason && <p className="mb-2 text-ink-2">{last.reason}</p>}
      <TextField
        label={m.desk_issue_move_reason()}
        value={reason}
        maxLength={2_000}
        error={problem}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        {targets.map((to) => (
          <Button key={to} onClick={() => void move(to)}>
            {statusWords(to)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

import { UserRound } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { List, ListButton } from '../../ui/list-row.tsx';
import { Sheet } from '../../ui/sheet.tsx';

interface HandOverSheetProps {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly onPick: (person: string, name: string) => void;
  readonly onClose: () => void;
}

/** Who takes the post next. */
export function HandOverSheet({ people, onPick, onClose }: HandOverSheetProps) {
  return (
    <Sheet open onClose={onClose} title={m.shift_hand_over_title()} description={m.shift_hand_over_hint()}>
      {people.length === 0 ? (
        <p className="text-ink-2">{m.shift_hand_over_none()}</p>
      ) : (
        <List>{people.map(({ id, name }) => <ListButton key={id} icon={<UserRound />} title={name} onClick={() => onPick(id, name)} />)}</List>
      )}
    </Sheet>
  );
}

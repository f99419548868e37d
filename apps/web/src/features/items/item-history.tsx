import type { Item } from '@fieldloop/domain/records/item';
import { m } from '../../paraglide/messages.js';
import { statusName } from '../../ui/item-words.ts';
import '../../ui/list-row.css';

interface ItemHistoryProps {
  readonly item: Item;
  readonly moment: (at: number) => string;
  readonly nameOf: (person: string) => string;
}

/** Moves and comments in the order they happened. */
export function ItemHistory({ item, moment, nameOf }: ItemHistoryProps) {
  const events = [
    ...item.moves.map(({ at, by, stamp, to, reason }) => ({ at, by, stamp, words: [statusName(to), reason].filter(Boolean).join(' · ') })),
    ...item.comments.map(({ at, by, stamp, text }) => ({ at, by, stamp, words: text })),
  ].toSorted((a, b) => (a.stamp < b.stamp ? -1 : 1));
  if (events.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{m.item_history()}</h2>
      <ul className="list">
        {events.map(({ at, by, stamp, words }) => (
          <li key={stamp} className="list-item py-2.5">
            <span className="block break-words whitespace-pre-line">{words}</span>
            <span className="text-s text-ink-3">{[nameOf(by), moment(at)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

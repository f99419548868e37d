import { m } from '../../paraglide/messages.js';
import { Sheet } from '../../ui/sheet.tsx';
import type { PadCounter } from './pads.ts';
import { padName } from './words.ts';

interface AdjustSheetProps {
  readonly counter: PadCounter;
  /** What this phone counted in the running quarter hour: all that can be taken back. */
  readonly mine: number;
  readonly onAdd: (n: number) => void;
  readonly onTakeBack: (n: number) => void;
  readonly onClose: () => void;
}

/** Steps of a correction: a small group missed, a larger one. */
const stepSizes = [5, 10] as const;

/** ±5 and ±10 on one pad. */
export function AdjustSheet({ counter, mine, onAdd, onTakeBack, onClose }: AdjustSheetProps) {
  return (
    <Sheet open onClose={onClose} title={m.count_adjust_title({ pad: padName(counter) })} description={m.count_adjust_hint({ n: mine })}>
      <div className="grid grid-cols-2 gap-3">
        {stepSizes.map((n) => (
          <button key={`add-${n}`} type="button" className="button button-plain !min-h-20 text-2xl" aria-label={m.count_add({ n })} onClick={() => onAdd(n)}>+{n}</button>
        ))}
        {stepSizes.map((n) => (
          <button key={`take-${n}`} type="button" className="button button-plain !min-h-20 text-2xl" aria-label={m.count_subtract({ n })} disabled={mine === 0} onClick={() => onTakeBack(n)}>−{n}</button>
        ))}
      </div>
    </Sheet>
  );
}

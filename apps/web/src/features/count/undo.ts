import { m } from '../../paraglide/messages.js';
import { showToast } from '../../ui/toast.tsx';
import type { PadCounter } from './pads.ts';
import { takeBackLatest, takeBackSome, type Found, type Shown } from './taking-back.ts';
import { padName } from './words.ts';

export { countedThisQuarter, takeBackFact } from './taking-back.ts';

/** Paints `n` more on a pad while that is being written. */
type Paint = (counter: PadCounter, n: number, writing: () => Promise<void>) => Promise<void>;

/** Takes back my latest tap on one of these pads, and says so; or says why not. */
export function undoLatest(shown: Shown, counters: readonly PadCounter[], paint: Paint): Promise<void> {
  return takeBackLatest(shown, counters, (found) => painted(found, m.count_undone, paint));
}

/** Takes back up to `by` of what I counted on a pad in this quarter hour, and says so. */
export function undoSome(shown: Shown, counter: PadCounter, by: number, paint: Paint): Promise<void> {
  return takeBackSome(shown, counter, by, (found) => painted(found, m.count_subtracted, paint));
}

async function painted(found: Found, words: typeof m.count_undone, paint: Paint): Promise<void> {
  if (found === undefined || found === 'unsettled') return showToast({ text: found ? m.count_undo_unsettled() : m.count_nothing_to_undo() });
  const { counter, n, write } = found;
  showToast({ text: words({ pad: padName(counter), n }) });
  await paint(counter, -n, write).catch(() => showToast({ text: m.count_undo_failed(), tone: 'critical' }));
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { serverNow } from '../../runtime/server-clock.ts';
import { countingPreferences } from '../../ui/counting-preferences.ts';
import { showToast } from '../../ui/toast.tsx';
import { countTap } from './counting.ts';
import { feel } from './feedback.ts';
import { preloadUndo, withUndo } from './load-undo.ts';
import type { PadCounter } from './pads.ts';
import type { SampleState } from './sample-window.ts';
import { createTapGuard } from './tap-guard.ts';
import type { Shown } from './taking-back.ts';
import { useAnnouncements } from './use-announcements.ts';
import { usePads } from './use-pads.ts';
import { padName } from './words.ts';

interface CountingOptions {
  readonly bases: Readonly<Partial<Record<PadCounter, number>>> | undefined;
  readonly shift: string;
  /** What `bases` are the numbers of. */
  readonly shown: Shown;
  readonly onSale: () => void;
  /** Which minutes count here. */
  readonly sample: SampleState;
  /** The pads of the post. */
  readonly counters: readonly PadCounter[];
}

/** Counted in the windows only; sales and contacts are counted in full. */
const sampled: ReadonlySet<PadCounter> = new Set(['passedBy', 'entered', 'triedOn']);

/** How long the undo button names what it would undo. */
const freshMs = 10_000;

/** Taps, groups, undo and steps of five and ten: what the pads do. */
export function useCounting({ bases, shift, shown, onSale, sample, counters }: CountingOptions) {
  const pads = usePads(bases);
  const [group, setGroup] = useState(1);
  const [failed, setFailed] = useState(0);
  const [adjusting, setAdjusting] = useState<{ readonly counter: PadCounter; readonly mine: number }>();
  const [times, setTimes] = useState<Readonly<Partial<Record<PadCounter, number>>>>({});
  const [announcement, announce] = useAnnouncements();
  const guard = useRef(createTapGuard(countingPreferences().guardMs));
  const freshTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [fresh, setFresh] = useState<string>();
  useEffect(() => () => clearTimeout(freshTimer.current), []);
  useEffect(() => void preloadUndo(), []);

  const remember = useCallback((counter: PadCounter, n: number) => {
    setTimes((before) => ({ ...before, [counter]: serverNow() }));
    setFresh(m.count_undo_fresh({ n }));
    clearTimeout(freshTimer.current);
    freshTimer.current = setTimeout(() => setFresh(undefined), freshMs);
  }, []);

  const record = (counter: Exclude<PadCounter, 'receipt'>, n: number) => {
    remember(counter, n);
    announce(m.count_announce({ pad: padName(counter), n: pads.value(counter) + n }));
    pads.add(counter, n, () => countTap(counter, n, shift, sample.kind !== 'full')).catch(() => {
      setFresh(undefined);
      setTimes((before) => ({ ...before, [counter]: undefined }));
      setFailed((before) => before + n);
    });
  };

  const undo = (counters: readonly PadCounter[]) => {
    setFresh(undefined);
    withUndo(({ undoLatest }) => undoLatest(shown, counters, pads.add));
  };

  return {
    value: pads.value,
    group,
    setGroup,
    failed,
    announcement,
    adjusting,
    /** Words for the undo button while the last tap is fresh. */
    fresh,
    lastAt: (counter: PadCounter) => times[counter],
    tap: (counter: PadCounter) => {
      if (!guard.current(counter, performance.now())) return;
      if (sample.kind === 'closed' && sampled.has(counter)) return showToast({ text: m.count_sample_refused() });
      feel(counter);
      if (counter === 'receipt') return onSale();
      record(counter, group);
      setGroup(1);
    },
    undo: (counter: PadCounter) => undo([counter]),
    undoNewest: () => undo(counters),
    startAdjusting: (counter: PadCounter) => withUndo(async ({ countedThisQuarter }) => setAdjusting({ counter, mine: await countedThisQuarter(shown, counter) })),
    stopAdjusting: () => setAdjusting(undefined),
    add: (n: number) => {
      if (!adjusting || adjusting.counter === 'receipt') return;
      const { counter } = adjusting;
      record(counter, n);
      setAdjusting(undefined);
      showToast({ text: m.count_added({ pad: padName(counter), n }), action: { label: m.ui_undo(), run: () => undo([counter]) } });
    },
    takeBack: (n: number) => {
      if (!adjusting) return;
      const { counter } = adjusting;
      setAdjusting(undefined);
      setFresh(undefined);
      withUndo(({ undoSome }) => undoSome(shown, counter, n, pads.add));
    },
  };
}

import type { Floor } from '../../runtime/react/use-floor.ts';
import { useRecords, useTallies } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Camera, Menu, ReceiptText, Undo2 } from 'lucide-react';
import { Link } from '../../ui/navigation.tsx';
import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../ui/locale.ts';
import { patient } from '../../ui/patient.ts';
import { phraseText } from '../../ui/phrase.ts';
import { postName } from '../../ui/post-name.ts';
import { siteDaySpan, siteHourSpan } from '../../ui/site-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { CountTools } from './count-tools.tsx';
import { PadButton } from './pad-button.tsx';
import type { PadCounter } from './pads.ts';
import { padPages } from './pads.ts';
import { hasExtras, PostExtras } from './post-extras.tsx';
import type { Extra } from './post-extras.tsx';
import { SampleNotice } from './sample-notice.tsx';
import { sampleState } from './sample-window.ts';
import { countIn, entryCounts, hourlyEntryRates } from './totals.ts';
import { useCounting } from './use-counting.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { agoWords } from './words.ts';
import './count.css';

// What comes after the pads can be tapped, and must not take them away.
const RateStrip = lazy(() => patient(() => import('./rate-strip.tsx')).then((module) => ({ default: module.RateStrip })));
const LockScreen = lazy(() => patient(() => import('./lock-screen.tsx')).then((module) => ({ default: module.LockScreen })));
const AdjustSheet = lazy(() => patient(() => import('./adjust-sheet.tsx')).then((module) => ({ default: module.AdjustSheet })));

interface CountScreenProps {
  readonly floor: Floor;
  readonly shift: NonNullable<Floor['shift']>;
  readonly status: ReactNode;
  readonly banner: ReactNode;
  readonly sop: ReactNode;
  /** The sheet for a sale, a missing size, a complaint or a refund. */
  readonly sheet: (extra: Extra, close: () => void) => ReactNode;
}

const counters = ['passedBy', 'entered', 'triedOn', 'receipt', 'contact'] as const satisfies readonly PadCounter[];

/** The pads of the post. Everything that is not a pad stays small. */
export function CountScreen({ floor, shift, status, banner, sop, sheet }: CountScreenProps) {
  const locale = useLocale();
  const { site } = floor;
  const now = useNow(serverNow, 1_000);
  const day = siteDaySpan(now, site.timeZone);
  const hour = siteHourSpan(now, site.timeZone);
  const tallies = useTallies(site.id, { from: day.from, until: day.to });
  const targets = useRecords(floor.scope, 'target');
  const [page, setPage] = useState(0);
  const [locked, setLocked] = useState(false);
  const [open, setOpen] = useState<Extra>();
  const awake = useWakeLock(true);
  const bases = tallies.value && Object.fromEntries(counters.map((counter) => [counter, countIn(tallies.value, counter)]));
  const pages = padPages[shift.post];
  const sample = sampleState(site.countRule, Math.floor((now - hour.from) / 60_000));
  const counting = useCounting({ bases, shift: shift.id, shown: { scope: floor.scope, ...day }, onSale: () => setOpen('sale'), sample, counters: pages.flat().map(({ counter }) => counter) });
  const ago = (at: number | undefined) => (at === undefined ? undefined : agoWords(now - at));
  const flow = entryCounts(tallies.value ?? []);
  // What a finger has just added belongs to this hour as well.
  const thisHour = (counter: PadCounter) => Math.max(0, countIn(tallies.value ?? [], counter, hour) + counting.value(counter) - countIn(tallies.value ?? [], counter));
  const extras = hasExtras(shift.post, page);

  return (
    <div className="count">
      <header className="count-head">
        <Link to="/floor" className="icon-button" aria-label={m.floor_menu()}><Menu aria-hidden /></Link>
        <div className="count-place">
          <b>{phraseText(site.name, locale)}</b>
          <small>
            {[postName(shift.post), m.count_hour_span({ from: hour.hour, to: hour.hour + 1 }), floor.inForce && `v${floor.inForce.number}`].filter(Boolean).join(' · ')}
          </small>
        </div>
        {status}
      </header>
      <section className="count-top" aria-label={m.count_strip()}>
        {banner}
        {counting.failed > 0 && <p className="count-failed" role="alert">{m.count_saving_failed({ n: counting.failed })}</p>}
        {sample.kind !== 'full' && <SampleNotice sample={sample} hour={hour.hour} />}
        <Suspense fallback={<div className="count-strip" aria-hidden><b>&nbsp;</b></div>}>
          <RateStrip entered={flow.entered} footfall={flow.footfall} targets={targets.value ?? []} trend={hourlyEntryRates(tallies.value ?? [], day, now)} now={hour.from} />
        </Suspense>
        <CountTools group={counting.group} onGroup={counting.setGroup} awake={awake} onLock={() => setLocked(true)} />
      </section>
      <main className="count-pads" data-beside={extras && pages[page]?.length === 2} aria-label={m.count_title()}>
        <h1 className="sr-only">{m.count_title()}</h1>
        {pages[page]?.map((pad) => (
          <PadButton
            key={pad.counter}
            pad={pad}
            value={counting.value(pad.counter)}
            preview={pad.counter === 'receipt' ? 0 : counting.group}
            hint={[m.count_this_hour({ n: thisHour(pad.counter) }), ago(counting.lastAt(pad.counter))].filter(Boolean).join(' · ')}
            onTap={() => counting.tap(pad.counter)}
            onUndo={() => counting.undo(pad.counter)}
            onAdjust={pad.counter === 'receipt' ? undefined : () => void counting.startAdjusting(pad.counter)}
          />
        ))}
        {extras && <PostExtras post={shift.post} page={page} shift={shift.id} onOpen={setOpen} />}
        {pages.length > 1 && (
          <div className="count-pages">
            {pages.map((_, index) => (
              <button key={index} type="button" aria-label={m.count_page({ n: index + 1 })} aria-current={index === page} onClick={() => setPage(index)} />
            ))}
          </div>
        )}
      </main>
      <nav className="count-nav">
        <button type="button" data-fresh={counting.fresh !== undefined} onClick={counting.undoNewest}>
          <Undo2 aria-hidden />{counting.fresh ?? m.ui_undo()}
        </button>
        {sop}
        <Link to="/floor/tally"><ReceiptText aria-hidden />{m.count_tally_text()}</Link>
        <Link to="/floor/report" className="primary"><Camera aria-hidden />{m.count_report()}</Link>
      </nav>
      <p className="sr-only" role="status">{counting.announcement}</p>
      <Suspense>
        {locked && <LockScreen onUnlock={() => setLocked(false)} />}
        {counting.adjusting && (
          <AdjustSheet counter={counting.adjusting.counter} mine={counting.adjusting.mine} onAdd={counting.add} onTakeBack={counting.takeBack} onClose={counting.stopAdjusting} />
        )}
        {open && sheet(open, () => setOpen(undefined))}
      </Suspense>
    </div>
  );
}

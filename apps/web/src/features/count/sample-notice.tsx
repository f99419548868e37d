import { Timer, TimerOff } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import { minuteClock } from '../../ui/site-time.ts';
import type { SampleState } from './sample-window.ts';

/** Whether to count now, where only part of each hour is counted. `hour`: of the site's day. */
export function SampleNotice({ sample, hour }: { readonly sample: Exclude<SampleState, { kind: 'full' }>; readonly hour: number }) {
  const open = sample.kind === 'open';
  const at = minuteClock(open ? hour * 60 + sample.until : (hour + (sample.nextHour ? 1 : 0)) * 60 + sample.opens);
  return (
    <p className="count-sample" data-open={open}>
      {open ? <Timer aria-hidden /> : <TimerOff aria-hidden />}
      {open ? m.count_sample_open({ time: at }) : m.count_sample_closed({ time: at })}
    </p>
  );
}

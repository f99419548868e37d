import type { Site } from '@fieldloop/domain/records/site';

/** Whether this minute is counted at a site that counts only part of each hour. Minutes of the hour; `until` is exclusive. */
export type SampleState =
  | { readonly kind: 'full' }
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'closed'; readonly opens: number; readonly nextHour: boolean };

/** Where a minute of the hour lies among the windows of a counting rule. A rule without windows counts all the time. */
export function sampleState(rule: Pick<Site['countRule'], 'method' | 'windows'>, minute: number): SampleState {
  const windows = (rule.windows ?? []).toSorted((a, b) => a.from - b.from);
  const [first] = windows;
  if (rule.method !== 'sample' || !first) return { kind: 'full' };
  const running = windows.find(({ from, until }) => minute >= from && minute < until);
  if (running) return { kind: 'open', until: running.until };
  const later = windows.find(({ from }) => from > minute);
  return { kind: 'closed', opens: (later ?? first).from, nextHour: later === undefined };
}

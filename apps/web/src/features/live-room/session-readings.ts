import type { LiveSession, SessionReading } from '@fieldloop/domain/records/live-session';
import type { Payloads } from '@fieldloop/domain/payloads';
import { liveCounters } from '@fieldloop/domain/live-reading';
import type { Reading, Total } from './differences.ts';
import { changesOf, differences, weakestStep } from './differences.ts';

type Totals = Readonly<Partial<Record<Total, number>>>;

/** A stored reading in the shape of the funnel. */
export function readingOf({ readAt, total }: Pick<SessionReading, 'readAt' | 'total'>): Reading {
  const { gmvMinor, ...counts } = total;
  return { at: readAt, totals: withoutGaps({ ...counts, amountMinor: gmvMinor }) };
}

/** The fact that a newly typed reading becomes: totals as typed, differences worked out here. */
export function liveReadingPayload(session: LiveSession, typed: Totals, readAt: number, currency: string, reading: string): Payloads['live-reading'] {
  const last = session.readings.at(-1);
  const before = last && readingOf(last);
  const { amountMinor: gmv, ...counts } = typed;
  const { amountMinor: gmvChange, ...changes } = changesOf(before, { at: readAt, totals: typed });
  return {
    session: session.id,
    reading,
    readAt,
    since: last?.readAt ?? session.startedAt ?? readAt,
    basis: 'people',
    total: { ...counts, ...(gmv === undefined ? {} : { gmvMinor: gmv }) },
    delta: { ...changes, ...(gmvChange === undefined ? {} : { gmvMinor: gmvChange }) },
    currency,
  };
}

/** The newest reading of a session beside the one before. */
export function latestDifferences(session: LiveSession) {
  const now = session.readings.at(-1);
  const before = session.readings.at(-2);
  return now ? differences(before && readingOf(before), readingOf(now)) : [];
}

/** Which step is weak lately, against the last session if this phone has one, else against this session until then. */
export function weakestLately(session: LiveSession, previous: LiveSession | undefined) {
  const now = session.readings.at(-1);
  const before = session.readings.at(-2);
  if (!now) return undefined;
  const usual = previous?.readings.at(-1) ?? before;
  if (!usual) return undefined;
  const found = weakestStep(changesOf(before && readingOf(before), readingOf(now)), readingOf(usual).totals);
  return found && { ...found, against: previous?.readings.at(-1) ? ('previous' as const) : ('session' as const) };
}

/** The newest ended session before this one. */
export function previousSession(session: LiveSession, all: readonly LiveSession[]): LiveSession | undefined {
  return all
    .filter(({ id, startedAt, readings }) => id !== session.id && readings.length > 0 && (startedAt ?? 0) < (session.startedAt ?? 0))
    .toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0))[0];
}

function withoutGaps(totals: Partial<Record<string, number | undefined>>): Totals {
  return Object.fromEntries(Object.entries(totals).filter(([key, value]) => value !== undefined && (key === 'amountMinor' || liveCounters.some((counter) => counter === key)))) as Totals;
}

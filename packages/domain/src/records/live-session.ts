import type { RevisionRef } from '../facts/fact.ts';
import type { Payloads } from '../facts/payloads.ts';
import { defineRecord } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';
import { inserted } from './folds-of.ts';

export interface SessionReading extends Omit<Payloads['live-reading'], 'session' | 'reading'> {
  readonly id: string;
  readonly by: string;
}
export interface SessionMark extends Omit<Payloads['live-session-marked'], 'session' | 'mark'> {
  readonly id: string;
  readonly at: number;
  readonly by: string;
}

/** One live session. Readings count even when its start is not known yet. */
export interface LiveSession {
  readonly id: string;
  readonly title?: string | undefined;
  readonly platform?: string | undefined;
  readonly host?: string | undefined;
  readonly plan?: string | undefined;
  readonly revision?: RevisionRef | undefined;
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  /** By `readAt`. */
  readonly readings: readonly SessionReading[];
  readonly marks: readonly SessionMark[];
}

function unknown(id: string): LiveSession {
  return { id, readings: [], marks: [] };
}

export const liveSessionRecord = defineRecord<LiveSession>({
  kind: 'live-session',
  folds: {
    'live-session-started': (session, { payload: { session: id, ...about } }, { at }) => ({
      ...unknown(id), ...session, ...about, startedAt: Math.min(session?.startedAt ?? at, at),
    }),
    'live-session-ended': (session, { payload: { session: id } }, { at }) => ({
      ...unknown(id), ...session, endedAt: Math.max(session?.endedAt ?? at, at),
    }),
    'live-reading': (session, { payload: { session: id, reading, ...values } }, { author: by }) => {
      const before = session ?? unknown(id);
      return { ...before, readings: inserted(before.readings, { ...values, id: reading, by }, (each) => each.readAt) };
    },
    'live-session-marked': (session, { payload: { session: id, mark, ...about } }, { at, author: by }) => {
      const before = session ?? unknown(id);
      return { ...before, marks: inserted(before.marks, { ...about, id: mark, at, by }, (each) => each.at) };
    },
  } satisfies FoldsOf<LiveSession>,
  promote: ({ startedAt, endedAt }) => ({
    status: endedAt !== undefined ? 'ended' : startedAt !== undefined ? 'on-air' : 'unknown',
  }),
});

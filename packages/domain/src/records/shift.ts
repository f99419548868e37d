import type { RevisionRef } from '../facts/fact.ts';
import type { Post } from '../facts/payload.ts';
import { defineRecord, missing, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';

/** One person at one post, from taking it to leaving it or handing it over. */
export interface Shift {
  readonly id: string;
  readonly person: string;
  readonly device: string;
  readonly post: Post;
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly handedOverTo?: string | undefined;
  /** The shift that was handed over to this one. */
  readonly previous?: string | undefined;
  readonly plan?: string | undefined;
  readonly revision?: RevisionRef | undefined;
  readonly note?: string | undefined;
}

export const shiftRecord = defineRecord<Shift>({
  kind: 'shift',
  folds: {
    'shift-started': (shift, { payload }, { at, author, device }) => {
      if (shift) return superseded;
      const { shift: id, person = author, ...rest } = payload;
      return { ...rest, id, person, device, startedAt: at };
    },
    'shift-handed-over': (shift, { payload: { to, note } }, { at }) => {
      if (!shift) return missing;
      return shift.endedAt === undefined ? { ...shift, endedAt: at, handedOverTo: to, note } : superseded;
    },
    'shift-ended': (shift, { payload: { note } }, { at }) => {
      if (!shift) return missing;
      return shift.endedAt === undefined ? { ...shift, endedAt: at, note } : superseded;
    },
  } satisfies FoldsOf<Shift>,
  promote: ({ person, endedAt }) => ({ assignee: person, status: endedAt === undefined ? 'running' : 'ended' }),
  open: ({ endedAt }) => endedAt === undefined,
});

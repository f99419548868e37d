import * as z from 'zod/mini';
import type { AnyFactDefinition, FactCatalogue } from '@fieldloop/domain/define-fact';
import type { AnyRecordDefinition, FoldContext, RecordCatalogue } from '@fieldloop/domain/define-record';
import type { Actor, Fact, Membership, RecordKey, ScopeKey } from '@fieldloop/domain/fact';
import type { InForceEntry, LedgerDomain } from '../server/ledger-api.ts';

// A shop so small that a test can hold all of it: taps are counted, notes are written, one revision is in force.

export interface ToyNote {
  readonly text: string;
  readonly stamp: string;
  readonly comments: readonly string[];
  readonly closed: boolean;
}

export interface ToySite {
  readonly name: string;
  readonly inForce: readonly InForceEntry[];
}

const noteId = z.string().check(z.minLength(1), z.maxLength(64));
const notePayload = { note: noteId, text: z.string().check(z.maxLength(60_000)) };
const memberOf = (actor: Actor, scope: ScopeKey, at: number): boolean =>
  actor.kind !== 'person' ||
  actor.memberships.some((grant) =>
    (grant.scope === scope || grant.scope === 'desk') && grant.from <= at && (grant.until === undefined || at < grant.until));
const member = (actor: Actor, fact: Fact, at: number): boolean => memberOf(actor, fact.scope, at);
const onNote = (payload: { note: string }): readonly RecordKey[] => [`note:${payload.note}`];

const definitions = [
  {
    name: 'tapped', version: 2, home: 'site', allowed: member,
    payload: z.object({ count: z.int().check(z.minimum(1), z.maximum(1_000)), from: z.optional(z.int()) }),
    upcast: (payload: unknown) => ({ count: (payload as { n: number }).n }),
    counts: ({ count, from }: { count: number; from?: number }) => [{ counter: 'entered', n: count, at: from }],
    sample: { count: 1 },
  },
  {
    name: 'note-opened', version: 1, home: 'site', allowed: member, payload: z.object(notePayload), subjects: onNote,
    sample: { note: 'n1', text: 'first' },
  },
  {
    name: 'note-edited', version: 1, home: 'site', allowed: member, payload: z.object(notePayload), subjects: onNote,
    sample: { note: 'n1', text: 'second' },
  },
  {
    name: 'note-commented', version: 1, home: 'site', allowed: member, payload: z.object(notePayload), subjects: onNote,
    sample: { note: 'n1', text: 'a comment' },
  },
  {
    name: 'note-closed', version: 1, home: 'site', allowed: member, payload: z.object({ note: noteId }), subjects: onNote,
    sample: { note: 'n1' },
  },
  {
    name: 'note-deleted', version: 1, home: 'site', allowed: member, payload: z.object({ note: noteId }), subjects: onNote,
    sample: { note: 'n1' },
  },
  {
    name: 'fragile', version: 1, home: 'site', allowed: member, payload: z.object({ note: noteId }), subjects: onNote,
    sample: { note: 'n1' },
  },
  {
    name: 'uncountable', version: 1, home: 'site', allowed: member, payload: z.object({ note: noteId }), subjects: onNote,
    counts: () => {
      throw new Error('this cannot be counted');
    },
    sample: { note: 'n1' },
  },
  {
    name: 'revision-put', version: 1, home: 'site', allowed: member,
    payload: z.object({ revision: z.string(), from: z.optional(z.int()) }),
    folds: (fact: Fact<{ revision: string }>) => [{ scope: fact.scope, kind: 'site', id: fact.scope.slice(5) }],
    puts: ({ revision, from }: { revision: string; from?: number }, at: number) => ({ revision, from: from ?? at }),
    sample: { revision: 'plan@1' },
  },
  {
    name: 'site-opened', version: 1, home: 'desk', allowed: member, payload: z.object({ site: noteId, name: z.string() }),
    folds: ({ payload: { site } }: Fact<{ site: string }>) => [
      { scope: 'desk', kind: 'site', id: site }, { scope: `site:${site}`, kind: 'site', id: site },
    ],
    sample: { site: 'a', name: 'A' },
  },
  { name: 'server-only', version: 1, home: 'site', payload: z.object({}), sample: {} },
] as unknown as readonly AnyFactDefinition[];

export const toyFacts: FactCatalogue = new Map(definitions.map((definition) => [definition.name, definition]));

const missing = { refused: 'missing' };
type Note = ToyNote | undefined;
type OnNote = Fact<{ note: string; text: string }>;

const noteRecord = {
  kind: 'note',
  open: (note: ToyNote) => !note.closed,
  promote: (note: ToyNote) => ({ status: note.closed ? 'closed' : 'open' }),
  folds: {
    'note-opened': (note: Note, { payload }: OnNote, { stamp }: FoldContext) =>
      note ?? { text: payload.text, stamp, comments: [], closed: false },
    'note-edited': (note: Note, { payload }: OnNote, { stamp }: FoldContext) => {
      if (!note) return missing;
      return note.stamp > stamp ? note : { ...note, text: payload.text, stamp };
    },
    'note-commented': (note: Note, { payload }: OnNote) =>
      note ? { ...note, comments: [...note.comments, payload.text].sort() } : missing,
    'note-closed': (note: Note) => {
      if (!note) return missing;
      return note.closed ? { refused: 'superseded' } : { ...note, closed: true };
    },
    'note-deleted': (note: Note) => (note ? null : missing),
    uncountable: (note: Note) => (note ? { ...note, text: 'changed by what cannot be counted' } : missing),
    fragile: () => {
      throw new Error('this fold is broken');
    },
  },
};

const siteRecord = {
  kind: 'site',
  folds: {
    'site-opened': (site: ToySite | undefined, { payload }: Fact<{ name: string }>) => ({
      name: payload.name, inForce: site?.inForce ?? [],
    }),
    'revision-put': (site: ToySite | undefined, { payload }: Fact<{ revision: string; from?: number }>, { at }: FoldContext) => {
      if (!site) return missing;
      const entry = { revision: payload.revision, from: payload.from ?? at };
      const others = site.inForce.filter(({ revision }) => revision !== entry.revision);
      return { ...site, inForce: [...others, entry].sort((left, right) => left.from - right.from) };
    },
  },
};

export const toyRecords: RecordCatalogue = new Map(
  ([noteRecord, siteRecord] as unknown as readonly AnyRecordDefinition[]).map((definition) => [definition.kind, definition]),
);

/** The toy shop as the ledger sees it. */
export const toyDomain: LedgerDomain = {
  facts: toyFacts,
  records: toyRecords,
  reads: (actor, scope, at) => (scope.startsWith('person:') ? scope === `person:${actor.person}` : memberOf(actor, scope, at)),
  site: { kind: 'site', inForce: (data) => (data as ToySite).inForce },
};

/** Somebody who may write and read these scopes from the beginning of time. */
export function toyActor(person: string, scopes: readonly Membership['scope'][], device = ''): Actor {
  return { kind: 'person', person, device, memberships: scopes.map((scope) => ({ scope, role: 'operator', from: 0 })) };
}

const olderFacts = new Map(toyFacts);
olderFacts.delete('note-commented');
olderFacts.set('tapped', {
  ...toyFacts.get('tapped'), version: 1, payload: z.object({ n: z.int().check(z.minimum(1), z.maximum(1_000)) }), upcast: undefined,
  counts: ({ n }: { n: number }) => [{ counter: 'entered', n }], sample: { n: 1 },
} as unknown as AnyFactDefinition);

/** The release before: taps in an older shape, and no comments. */
export const olderToyDomain: LedgerDomain = { ...toyDomain, facts: olderFacts };

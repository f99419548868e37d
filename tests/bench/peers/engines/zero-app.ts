import { createBuilder, createSchema, defineMutator, defineMutators, defineQueries, defineQuery, number, string, table } from '@rocicorp/zero';
import type { fact } from '../facts.ts';

const facts = table('peer_fact')
  .columns({ id: string(), name: string(), site: string(), at: number(), stamp: string(), shift: string(), counter: string(), count: number() })
  .primaryKey('id');
const records = table('peer_record')
  .columns({ id: string(), kind: string(), text: string(), category: string(), severity: string(), status: string(), at: number() })
  .primaryKey('id');

export const schema = createSchema({ tables: [facts, records] });

declare module '@rocicorp/zero' {
  interface DefaultTypes {
    schema: typeof schema;
  }
}

export const tables = `
  create table peer_fact (id text primary key, name text not null, site text not null, at float8 not null, stamp text not null, shift text not null, counter text not null, count float8 not null);
  create table peer_record (id text primary key, kind text not null, text text not null, category text not null, severity text not null, status text not null, at float8 not null);
`;

const zql = createBuilder(schema);

/** The application's mutator, the same on both sides. */
export const mutators = defineMutators({
  addFact: defineMutator<ReturnType<typeof fact>>(async ({ tx, args }) => tx.mutate.peer_fact.insert(args)),
});

export const queries = defineQueries({
  facts: defineQuery(() => zql.peer_fact),
  records: defineQuery(() => zql.peer_record),
});

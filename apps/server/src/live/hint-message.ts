import type { ScopeKey } from '@fieldloop/domain/fact';
import type { LedgerChange } from '@fieldloop/sync/server';
import * as z from 'zod';

/** PostgreSQL's channel on which servers of one database tell each other what to read. */
export const hintChannel = 'fieldloop_hints';

const scope = z.string().max(80) as unknown as z.ZodType<ScopeKey>;
const message = z.object({
  /** The process that says so: it has told its own listeners already. */
  from: z.string(),
  organization: z.string(),
  records: z.array(scope),
  /** Scopes in which only counts changed. */
  tallies: z.array(scope),
  /** Names of the facts, once each. */
  names: z.array(z.string()),
});

/** What has changed since the last telling, by organization. */
export type Gathered = Map<string, { readonly records: Set<ScopeKey>; readonly tallies: Set<ScopeKey>; readonly names: Set<string> }>;

/** Adds a change to what is to be told. */
export function gather(gathered: Gathered, { organization, scopes, tallyOnly, facts }: LedgerChange): void {
  let about = gathered.get(organization);
  if (!about) gathered.set(organization, (about = { records: new Set(), tallies: new Set(), names: new Set() }));
  const counted = new Set(tallyOnly);
  for (const key of scopes) (counted.has(key) ? about.tallies : about.records).add(key);
  for (const { name } of facts) about.names.add(name);
}

/** A notification holds 8,000 bytes: so many scopes and names, at 80 bytes each, fit one. */
const scopesPerMessage = 60;
const namesPerMessage = 25;

/** The texts that tell it. */
export function messagesOf(gathered: Gathered, from: string): string[] {
  return [...gathered].flatMap(([organization, { records, tallies, names }]) => {
    const scopes = [...[...records].map((key) => ({ key, records: true })), ...[...tallies].filter((key) => !records.has(key)).map((key) => ({ key, records: false }))];
    const texts: string[] = [];
    for (let first = 0; first < scopes.length || first === 0; first += scopesPerMessage) {
      const part = scopes.slice(first, first + scopesPerMessage);
      texts.push(JSON.stringify({
        from, organization,
        records: part.filter((each) => each.records).map(({ key }) => key),
        tallies: part.filter((each) => !each.records).map(({ key }) => key),
        names: first === 0 ? [...names].slice(0, namesPerMessage) : [],
      }));
    }
    return texts;
  });
}

/** Another server's word as a change; undefined for one's own, and for what is no such message. */
export function changeOf(text: string, self: string, at: number): LedgerChange | undefined {
  const read = message.safeParse(parsed(text));
  if (!read.success || read.data.from === self) return undefined;
  const { organization, records, tallies, names } = read.data;
  return {
    organization, at, scopes: [...records, ...tallies], tallyOnly: tallies, buckets: [],
    facts: names.map((name) => ({ id: '', name, scope: 'desk', at })),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // somebody else's notification
  }
}

import type { Actor } from '@fieldloop/domain/fact';
import { FACTS_PER_PUSH } from '@fieldloop/sync/protocol';
import type { FactDraft } from '@fieldloop/sync/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import { derivedId } from '../ids.ts';
import { keyBySecret, type ApiKey } from '../people/api-keys.ts';
import { siteNamed } from '../people/membership-records.ts';
import type { Services } from '../services.ts';

const instant = z.union([z.int(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);

const sentFact = z.object({
  /** The source's own id: sending it twice adds nothing. */
  id: z.string().min(1).max(200),
  name: z.string().max(60),
  version: z.int().min(1).optional(),
  site: z.string().regex(/^[\w.@:-]{1,64}$/),
  /** When it happened: ms since 1970, or ISO 8601 with an offset. */
  at: instant,
  payload: z.unknown(),
});

const frame = z.object({ facts: z.array(z.unknown()).min(1).max(FACTS_PER_PUSH) });

/** What became of one fact. `refused` ones were not kept: mend and send again. */
interface Answer {
  readonly id: string;
  readonly state: 'applied' | 'duplicate' | 'waiting' | 'superseded' | 'refused';
  readonly reason?: string | undefined;
}

/** `POST /v1/facts`: sensors, tills and imports, through the same ledger as any phone. Each fact is judged alone. */
export function takeIngest(app: FastifyInstance, services: Services): void {
  const { db, ledger } = services;
  app.post('/v1/facts', async (request) => {
    const key = await keyOf(services, request);
    const read = frame.safeParse(request.body);
    if (!read.success) {
      throw new ApiError('invalid-input', `Send { "facts": [ … ] } with 1 to ${FACTS_PER_PUSH} facts.`);
    }
    const answers: Answer[] = [];
    const drafts: { readonly index: number; readonly sourceId: string; readonly draft: FactDraft }[] = [];
    const sites = new Map<string, boolean>();
    for (const [index, item] of read.data.facts.entries()) {
      const fact = sentFact.safeParse(item);
      if (!fact.success) {
        answers[index] = { id: idOf(item), state: 'refused', reason: 'malformed' };
        continue;
      }
      const { id, name, version, site, at, payload } = fact.data;
      if (!sites.has(site)) sites.set(site, mayWrite(key, site) && (await siteNamed(db, key.organization, site)) !== undefined);
      if (!sites.get(site)) {
        answers[index] = { id, state: 'refused', reason: 'not-allowed' };
        continue;
      }
      drafts.push({ index, sourceId: id, draft: { id: derivedId(key.id, id), name, version, scope: `site:${site}`, at, payload } });
    }
    const outcomes = drafts.length === 0
      ? []
      : await ledger.append({ organization: key.organization, actor: actorOf(key) }, drafts.map(({ draft }) => draft));
    outcomes.forEach(({ state, reason }, position) => {
      const sent = drafts[position];
      if (sent) answers[sent.index] = { id: sent.sourceId, state, reason };
    });
    return { results: answers };
  });
}

async function keyOf({ db, clock }: Services, request: FastifyRequest): Promise<ApiKey> {
  const secret = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (secret === undefined) throw new ApiError('key-unknown', 'Send the key as "Authorization: Bearer flk_…".');
  const key = await keyBySecret(db, secret, clock.now());
  if (!key) throw new ApiError('key-unknown', 'This key is unknown or was withdrawn: ask an admin for another.');
  return key;
}

function mayWrite(key: ApiKey, site: string): boolean {
  return key.sites.length === 0 || key.sites.includes(site);
}

function actorOf(key: ApiKey): Actor {
  return { kind: 'key', person: key.id, device: key.device, memberships: [] };
}

function idOf(item: unknown): string {
  const id = (item as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 200) : '';
}

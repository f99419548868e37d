import type { AnyFactDefinition } from '@fieldloop/domain/define-fact';
import type { Fact, RecordKey, RevisionRef, ScopeKey } from '@fieldloop/domain/fact';
import type { FactName, Payloads } from '@fieldloop/domain/payloads';
import { inForceAt } from '@fieldloop/domain/records/site';
import { readRecord, readRecords } from './reading.ts';
import { requireSession } from './session/current-session.ts';
import type { Session } from './session/session.ts';
import { serverNow } from './server-clock.ts';
import { currentSite } from './settings.ts';

export interface WriteOptions {
  /** Default: the site this phone works at, `desk`, or the person, as the fact's home says. */
  readonly scope?: ScopeKey;
  /** Default: what the fact's definition derives from the payload. */
  readonly subjects?: readonly RecordKey[];
}

/** A fact that is durable on this device. */
export interface SavedFact<Payload = unknown> {
  readonly fact: Fact<Payload>;
  readonly savedAt: number;
}

/**
 * Saves one fact. When this resolves it survives the power going off; it is sent when there is a network.
 * Rejects with `StorageError` when the device has no room, with `TypeError` when the payload is not valid.
 */
export async function write<Name extends FactName>(
  name: Name,
  payload: Payloads[Name],
  options: WriteOptions = {},
): Promise<SavedFact<Payloads[Name]>> {
  const session = requireSession();
  const definition = session.facts.get(name);
  if (!definition) throw new TypeError(`the fact ${name} is not loaded on this page`);
  const parsed = definition.payload.safeParse(payload);
  if (!parsed.success) throw new TypeError(`the payload of ${name} is not valid`, { cause: parsed.error });
  const scope = options.scope ?? homeScope(definition, session);
  const [seen, revisions] = await Promise.all([session.seen(scope), revisionsAt(session, scope)]);
  const stored = await session.engine.write({
    name,
    version: definition.version,
    scope,
    payload: parsed.data,
    subjects: options.subjects ?? definition.subjects?.(parsed.data) ?? [],
    seen,
    ...revisions,
  });
  return { fact: stored.fact as Fact<Payloads[Name]>, savedAt: stored.savedAt };
}

function homeScope(definition: AnyFactDefinition, session: Session): ScopeKey {
  if (definition.home === 'desk') return 'desk';
  if (definition.home === 'person') return `person:${session.person}`;
  const site = currentSite();
  if (!site) throw new TypeError(`${definition.name} needs a site: choose one or pass its scope`);
  return `site:${site}`;
}

/** The revision in force at the site, and the newest one on this phone that is meant to hold by now. */
async function revisionsAt(session: Session, scope: ScopeKey): Promise<{ inForce?: RevisionRef | undefined; inHand?: RevisionRef | undefined }> {
  if (!scope.startsWith('site:')) return {};
  const site = await readRecord(session, scope, 'site', scope.slice('site:'.length));
  if (!site) return {};
  const now = serverNow();
  const published = await readRecords(session, scope, 'revision');
  const holding = published.filter(({ id, effectiveFrom }) => id.startsWith(`${site.plan ?? ''}@`) && effectiveFrom <= now);
  const newest = holding.sort((left, right) => left.publishedAt - right.publishedAt).at(-1);
  return { inForce: inForceAt(site, now), inHand: newest?.id };
}

import type { AnyFactDefinition } from '@fieldloop/domain/define-fact';
import type { Fact, RecordKey, RevisionRef, ScopeKey } from '@fieldloop/domain/fact';
import type { FactName, Payloads } from '@fieldloop/domain/payloads';
import type { Revision } from '@fieldloop/domain/records/revision';
import { inForceAt } from '@fieldloop/domain/records/site';
import type { Site } from '@fieldloop/domain/records/site';
import { readRecord, readRecords } from './reading.ts';
import { releasePhotos } from './photos/release-photos.ts';
import { requireSession } from './session/current-session.ts';
import type { Session } from './session/session.ts';
import { serverNow } from './server-clock.ts';
import { currentSite } from './settings.ts';
import { onStorageChange } from './storage-changes.ts';

export interface WriteOptions {
  /** Default: the site this phone works at, `desk`, or the person, as the fact's home says. */
  readonly scope?: ScopeKey;
  /** Default: what the fact's definition derives from the payload. */
  readonly subjects?: readonly RecordKey[];
  /** A full device does not refuse it: it is held in memory, and said to be so, until there is room. */
  readonly orHold?: boolean;
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
  const { seen, ...revisions } = await knownAt(session, scope);
  const takeBack = await releasePhotos(session.photoDatabase, parsed.data);
  const stored = await session.write({
    name,
    version: definition.version,
    scope,
    payload: parsed.data,
    subjects: options.subjects ?? definition.subjects?.(parsed.data) ?? [],
    seen,
    ...revisions,
  }, options.orHold).catch(async (error: unknown) => {
    await takeBack();
    throw error;
  });
  if (definition.puts) forget(session);
  return { fact: stored.fact as Fact<Payloads[Name]>, savedAt: stored.savedAt };
}

function homeScope(definition: AnyFactDefinition, session: Session): ScopeKey {
  if (definition.home === 'desk') return 'desk';
  if (definition.home === 'person') return `person:${session.person}`;
  const site = currentSite();
  if (!site) throw new TypeError(`${definition.name} needs a site: choose one or pass its scope`);
  return `site:${site}`;
}

interface Known {
  readonly seen: number | undefined;
  readonly inForce?: RevisionRef | undefined;
  readonly inHand?: RevisionRef | undefined;
}

/** What the author's phone knows at this instant: its cursor, the revision in force, and the newest that is meant to hold. */
async function knownAt(session: Session, scope: ScopeKey): Promise<Known> {
  const { seen, site, revisions } = await cachedOf(session, scope);
  if (!site) return { seen };
  const now = serverNow();
  const holding = revisions.filter(({ id, effectiveFrom }) => id.startsWith(`${site.plan ?? ''}@`) && effectiveFrom <= now);
  const newest = holding.toSorted((left, right) => left.publishedAt - right.publishedAt).at(-1);
  return { seen, inForce: inForceAt(site, now), inHand: newest?.id };
}

interface Cached {
  readonly seen: number | undefined;
  readonly site: Site | undefined;
  readonly revisions: readonly Revision[];
}

// A tap must not read the whole site before it is saved, so what it is stamped with is kept until the cache changes.
const cached = new WeakMap<Session, Map<ScopeKey, Promise<Cached>>>();

function cachedOf(session: Session, scope: ScopeKey): Promise<Cached> {
  const held = cached.get(session) ?? new Map<ScopeKey, Promise<Cached>>();
  if (!cached.has(session)) {
    cached.set(session, held);
    onStorageChange(session.cacheDatabase.name, () => forget(session));
  }
  const known = held.get(scope) ?? readCached(session, scope);
  held.set(scope, known);
  known.catch(() => held.delete(scope));
  return known;
}

function forget(session: Session): void {
  cached.get(session)?.clear();
}

async function readCached(session: Session, scope: ScopeKey): Promise<Cached> {
  const seen = await session.seen(scope);
  if (!scope.startsWith('site:')) return { seen, site: undefined, revisions: [] };
  const [site, revisions] = await Promise.all([
    readRecord(session, scope, 'site', scope.slice('site:'.length)),
    readRecords(session, scope, 'revision'),
  ]);
  return { seen, site, revisions };
}

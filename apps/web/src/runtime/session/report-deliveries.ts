import { Dexie, liveQuery } from 'dexie';
import type { RevisionRef, SiteScope } from '@fieldloop/domain/fact';
import { write } from '../fact-store.ts';
import { identity, ownSites } from '../identity/identity.ts';
import { readRecords } from '../reading.ts';
import { currentSession } from './current-session.ts';
import type { Session } from './session.ts';
import { undelivered } from './undelivered.ts';

interface Arrived {
  readonly scope: SiteScope;
  readonly revision: RevisionRef;
}

/**
 * Says which revisions have arrived on this phone, once each, as soon as they can be read here without a network.
 * Only for sites that the person belongs to: a desk that looks at every site is no phone of theirs.
 */
export function reportDeliveries(session: Session): () => void {
  let known = '';
  const subscription = liveQuery(() => revisionsHeld(session)).subscribe((held) => {
    if (held === known) return;
    known = held;
    void report(session);
  });
  return () => subscription.unsubscribe();
}

/** Which revisions are in the cache, as one text: keys alone, and nothing of the outbox, so that a tap costs nothing here. */
async function revisionsHeld({ cacheDatabase: { scopes, records } }: Session): Promise<string> {
  const sites = (await scopes.toCollection().primaryKeys()).filter((scope) => scope.startsWith('site:'));
  const held = await Promise.all(
    sites.map((scope) => records.where('[scope+kind+id]').between([scope, 'revision', Dexie.minKey], [scope, 'revision', Dexie.maxKey]).primaryKeys()),
  );
  return held.flat().map(([scope, , id]) => `${scope} ${id}`).join('\n');
}

/** One tab at a time, looking again under the lock: another may have said it meanwhile. */
async function report(session: Session): Promise<void> {
  await navigator.locks.request(`${session.name}/deliveries`, async () => {
    const device = await deviceOf(session);
    if (device === undefined) return;
    for (const { scope, revision } of await arrivals(session)) {
      if (currentSession() !== session) return;
      await write('revision-delivered', { revision, device }, { scope });
    }
  });
}

async function arrivals(session: Session): Promise<readonly Arrived[]> {
  const [who, device] = [identity(), await deviceOf(session)];
  if (!who || device === undefined) return [];
  const bySite = await Promise.all(
    ownSites(who).map(async (scope) => {
      const [revisions, receipts] = [await readRecords(session, scope, 'revision'), await readRecords(session, scope, 'receipt')];
      return undelivered(revisions, receipts, device).map((revision) => ({ scope, revision }));
    }),
  );
  return bySite.flat();
}

async function deviceOf(session: Session): Promise<string | undefined> {
  return (await session.outboxDatabase.device.get('current'))?.device;
}

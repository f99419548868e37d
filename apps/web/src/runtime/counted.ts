import { floorFacts } from '@fieldloop/domain/floor-catalogue';
import { query } from './api/call.ts';
import { guarded } from './database/database-guard.ts';
import type { Session } from './session/session.ts';

/** Asks the server what counts of facts of mine that the desk let in, and keeps the answer beside them. @throws ApiFailure */
export async function learnCounted({ outboxDatabase: database }: Pick<Session, 'outboxDatabase'>, ids: readonly string[]): Promise<void> {
  const { facts } = database;
  const told = await query('quarantine.counted', { facts: [...ids] });
  // At once: each change asks for what is not known yet.
  await guarded(database, () => database.transaction('rw', facts, async () => {
    for (const { id, version, payload } of told) {
      const row = await facts.where('id').equals(id).first();
      // Sent again meanwhile, it is asked about anew once it is let in again.
      if (row?.settled?.as !== 'released') continue;
      const definition = floorFacts.get(row.fact.name);
      // In a shape that this app does not know it says nothing that could be shown or corrected.
      if (!definition || version !== definition.version) continue;
      const [counts, sent] = [payload, row.fact.payload].map((each) => definition.payload.safeParse(each));
      if (!counts?.success) continue;
      // Parsed, both have their fields in one order.
      const same = sent?.success && JSON.stringify(sent.data) === JSON.stringify(counts.data);
      await facts.put({ ...row, counts: same ? {} : { instead: payload } });
    }
  }));
}

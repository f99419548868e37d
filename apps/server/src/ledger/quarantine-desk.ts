import type { Ledger } from '@fieldloop/sync/server';
import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { SignedInContext } from '../api/context.ts';
import type * as shape from '../api/schemas/quarantine.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/client.ts';
import { audit } from '../people/audit.ts';
import { actorOf, allPeople } from '../people/membership-records.ts';
import { quarantine } from './ledger-tables.ts';

/** What people at the desk do about facts that could not enter the ledger. */
export interface QuarantineDesk {
  list(organization: string, page: NonNullable<z.infer<typeof shape.quarantineListInput>>): Promise<shape.QuarantinedFactShown[]>;
  /** Judged as its author's, with the rights of either. @throws ApiError `not-found` when it is not there any more */
  release(context: SignedInContext, input: z.infer<typeof shape.releaseInput>): Promise<z.infer<typeof shape.releaseOutput>>;
  dismiss(context: SignedInContext, input: z.infer<typeof shape.dismissInput>): Promise<{ done: true }>;
}

const shownCharacters = 2_000;

export function createQuarantineDesk(db: Database, ledger: Ledger, clock: Pick<Clock, 'now'>): QuarantineDesk {
  return {
    async list(organization, { before, limit, settled }) {
      const rows = await db.orm
        .select()
        .from(quarantine)
        .where(
          and(
            eq(quarantine.organizationId, organization),
            settled ? undefined : isNull(quarantine.settled),
            before === undefined ? undefined : lt(quarantine.receivedAt, before),
          ),
        )
        .orderBy(desc(quarantine.receivedAt), desc(quarantine.seq))
        .limit(limit);
      const names = new Map((await allPeople(db, organization)).map(({ id, name }) => [id, name.value]));
      return rows.map((row) => shown(row, names.get(row.author) ?? row.author));
    },

    async release({ organization, actor, identity }, { device, seq, note, ...mended }) {
      const author = await authorOf(organization.id, device, seq);
      const { memberships } = await actorOf(db, organization.id, author);
      const caller = { organization: organization.id, actor: { kind: 'person' as const, person: author, device, memberships: [...memberships, ...actor.memberships] } };
      const outcome = await ledger.release(caller, { device, seq, by: identity.person.id, note, ...('payload' in mended ? mended : {}) });
      if (!outcome) throw gone();
      const { state, reason } = outcome;
      if (state !== 'quarantined') await noted('quarantine-released', organization.id, identity.person.id, device, seq);
      return { state, ...(reason === undefined ? {} : { reason }) };
    },

    async dismiss({ organization, identity }, { device, seq, note }) {
      if (!(await ledger.dismiss(organization.id, { device, seq, note, by: identity.person.id }))) throw gone();
      await noted('quarantine-dismissed', organization.id, identity.person.id, device, seq);
      return { done: true };
    },
  };

  async function authorOf(organization: string, device: string, seq: number): Promise<string> {
    const at = and(eq(quarantine.organizationId, organization), eq(quarantine.device, device), eq(quarantine.seq, seq), isNull(quarantine.settled));
    const [row] = await db.orm.select({ author: quarantine.author }).from(quarantine).where(at);
    if (!row) throw gone();
    return row.author;
  }

  async function noted(action: 'quarantine-released' | 'quarantine-dismissed', organization: string, person: string, device: string, seq: number): Promise<void> {
    await audit(db.orm, { organization, at: clock.now(), person, action, target: `${device}/${seq}` });
  }
}

function gone(): ApiError {
  return new ApiError('not-found', 'It is not in quarantine any more; reload the list.');
}

function shown(row: typeof quarantine.$inferSelect, name: string): shape.QuarantinedFactShown {
  const { device, seq, reason, author, receivedAt, received, settled, settledBy, settledAt, note } = row;
  const text = received.toString('utf8');
  const fact = factIn(text);
  return {
    device, seq, receivedAt, bytes: received.length,
    reason: reason as shape.QuarantinedFactShown['reason'],
    author: { id: author, name },
    ...(fact ? { fact } : { text: text.slice(0, shownCharacters) }),
    ...(settled === null || settledAt === null
      ? {}
      : { settled: { as: settled as 'released', by: settledBy ?? '', at: settledAt, ...(note === null ? {} : { note }) } }),
  };
}

/** The parts that a person can do something about; undefined when it is no fact at all. */
function factIn(text: string): shape.QuarantinedFactShown['fact'] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // shown as text
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, name, version, scope, at, payload } = value as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof version !== 'number' || !Number.isInteger(version)) return undefined;
  if (typeof scope !== 'string' || typeof at !== 'number' || !Number.isFinite(at)) return undefined;
  return { id, name, version, scope, at, payload };
}

import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '@fieldloop/domain/fact';
import { SyncError, type Outcome } from '@fieldloop/sync/protocol';
import type { Ledger } from '@fieldloop/sync/server';
import type { Logger } from 'pino';
import type * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { SignedInContext } from '../api/context.ts';
import type { done } from '../api/people-schemas.ts';
import type * as shape from '../api/quarantine-schemas.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/client.ts';
import { isDatabaseAway } from '../db/database-away.ts';
import { countedAt, countedOf, countHeld, heldRow, heldRows, type HeldRow } from '../ledger/quarantine-rows.ts';
import type { LiveBus } from '../live/live-bus.ts';
import type { AuditLine } from '../people/audit.ts';
import { actorOf } from '../people/membership-records.ts';
import { readHeld, readHeldWhole } from './read-held.ts';

type Address = z.infer<typeof shape.heldAddress>;
type Release = z.infer<typeof shape.release>;
type Who = Pick<SignedInContext, 'organization' | 'identity'>;

/** What lies in quarantine, and what becomes of it. */
export interface Quarantine {
  count(organization: string): Promise<z.infer<typeof shape.heldCount>>;
  list(organization: string, filter: z.infer<typeof shape.heldFilter>): Promise<z.infer<typeof shape.held>[]>;
  one(organization: string, at: Address): Promise<z.infer<typeof shape.heldWhole>>;
  /** What counts of one's own facts, which the desk may have mended; nothing about anybody else's. */
  counted(who: Who, facts: readonly string[]): Promise<z.infer<typeof shape.counted>[]>;
  /** Judges it anew, mended or as it was, and puts it into the ledger as its author's. Doing it twice adds nothing. */
  release(who: Who, release: Release): Promise<z.infer<typeof shape.released>>;
  /** Leaves it out for good, with the reason that its author reads. */
  dismiss(who: Who, dismissal: z.infer<typeof shape.dismissal>): Promise<z.infer<typeof done>>;
}

export interface QuarantineGround {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly log: Logger;
}

export function createQuarantine({ db, clock, ledger, live, log }: QuarantineGround): Quarantine {
  return {
    count: async (organization) => ({ waiting: await countHeld(db, organization) }),
    list: async (organization, filter) => (await heldRows(db, organization, filter)).map(readHeld),
    counted: async ({ organization, identity }, facts) => [...(await countedOf(db, organization.id, identity.person.id, facts))],

    async one(organization, at) {
      const row = await required(organization, at);
      const whole = readHeldWhole(row);
      const counts = row.settled === 'released' ? await countedAt(db, organization, at.device, at.seq) : undefined;
      return counts && !isDeepStrictEqual(counts.payload, whole.written?.payload) ? { ...whole, counted: { payload: counts.payload } } : whole;
    },

    async release({ organization, identity }, { device, seq, note, ...mended }) {
      const held = await required(organization.id, { device, seq });
      if (held.settled === 'dismissed') throw settledMeanwhile();
      if (held.settled === 'released') return { state: 'duplicate' };
      const written = readHeldWhole(held).written;
      const changed = 'payload' in mended && !isDeepStrictEqual(mended.payload, written?.payload);
      const act = actOf('quarantine-released', identity.person.id, held, { changed, ...(note ? { note } : {}) });
      const asked = { device, seq, by: identity.person.id, note: note || undefined, act, ...(changed ? { payload: mended.payload } : {}) };
      let outcome: Outcome | undefined;
      for (const actor of await vouchers(organization.id, held.author, identity, changed || held.carriedBy !== null)) {
        outcome = await ledger.release({ organization: organization.id, actor }, asked).catch((error: unknown) => stillFails(error, seq));
        if (outcome?.reason !== 'not-allowed') break;
      }
      if (!outcome) {
        // Somebody else was faster.
        const now = await required(organization.id, { device, seq });
        if (now.settled === 'dismissed') throw settledMeanwhile();
        return { state: 'duplicate' };
      }
      if (outcome.state !== 'quarantined') tell(organization.id, held.author);
      return { state: outcome.state, reason: outcome.reason };
    },

    async dismiss({ organization, identity }, { device, seq, note }) {
      const held = await required(organization.id, { device, seq });
      if (held.settled === 'released') throw settledMeanwhile();
      const act = actOf('quarantine-dismissed', identity.person.id, held, { note });
      if (await ledger.dismiss(organization.id, { device, seq, by: identity.person.id, note, act })) tell(organization.id, held.author);
      else if ((await required(organization.id, { device, seq })).settled === 'released') throw settledMeanwhile();
      return { done: true };
    },
  };

  async function required(organization: string, { device, seq }: Address): Promise<HeldRow> {
    const row = await heldRow(db, organization, device, seq);
    if (!row) throw new ApiError('not-found', 'There is no such entry in quarantine; reload the list.');
    return row;
  }

  /**
   * In whose name it may enter, one after the other. As it was written: its author's own rights, else those of whoever
   * releases it. With other content, or when it came in a file that its author never saw: only what the one who releases
   * it may say.
   */
  async function vouchers(organization: string, author: string, { memberships }: SignedInContext['identity'], unproven: boolean): Promise<readonly Actor[]> {
    const own = await actorOf(db, organization, author);
    const now = clock.now();
    // They say so now, whenever it happened: what they may say now is what holds.
    const standing = memberships.filter(({ from, until }) => from <= now && (until === undefined || now < until));
    const vouched: Actor = { ...own, memberships: standing.map(({ scope, role }) => ({ scope, role, from: Number.MIN_SAFE_INTEGER })) };
    return unproven ? [vouched] : [own, vouched];
  }

  /** A fact that the server still fails at stays parked; that the database is away is another matter. */
  function stillFails(error: unknown, seq: number): Outcome {
    if (error instanceof SyncError || error instanceof ApiError || isDatabaseAway(error)) throw error;
    log.error({ error, seq }, 'a fact from quarantine still cannot be folded');
    return { seq, state: 'quarantined', reason: 'parked' };
  }

  function actOf(action: AuditLine['action'], person: string, { device, seq, author, reason }: HeldRow, detail: AuditLine['detail']): AuditLine {
    return { at: clock.now(), person, action, target: `${device}/${seq}`, detail: { author, reason, ...detail } };
  }

  /** Its author's phone asks what became of it when it hears of its own scope. */
  function tell(organization: string, author: string): void {
    live.publish({ organization, scopes: [`person:${author}`], tallyOnly: [], buckets: [], facts: [], at: clock.now() });
  }
}

function settledMeanwhile(): ApiError {
  return new ApiError('conflict', 'Somebody has settled this entry meanwhile; reload the list.');
}

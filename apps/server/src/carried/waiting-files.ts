import { createHash } from 'node:crypto';
import { holds, type Actor, type Role, type ScopeKey } from '@fieldloop/domain/fact';
import { FACTS_PER_FILE, readWaitingFile, SyncError, type WaitingFile, type WaitingFileFault } from '@fieldloop/sync/protocol';
import type { CarriedOutcome, Carrying, Ledger } from '@fieldloop/sync/server';
import { ApiError, type ApiReason } from '../api/api-error.ts';
import { actorOf as actorOfIdentity, type Identity } from '../api/context.ts';
import type { WaitingFileReport } from '../api/schemas/waiting-file.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/client.ts';
import type { LiveBus } from '../live/live-bus.ts';
import type { AuditLine } from '../people/audit.ts';
import { actorOf, personNamed } from '../people/membership-records.ts';
import { reportOf } from './report.ts';

/** Files of facts that wait on phones, brought by somebody else. */
export interface WaitingFiles {
  /** Refuses whoever may bring none at all, before anything is read. */
  requireCarrier(identity: Identity): void;
  /**
   * What the file holds and what taking it would do; with `take`, takes it. All of it is judged and written at once, or
   * nothing is; doing it again adds nothing.
   */
  bring(identity: Identity, text: string, take: boolean): Promise<WaitingFileReport>;
}

export interface WaitingFilesGround {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly live: Pick<LiveBus, 'publish'>;
}

/** Who at the desk decides about facts that came another way than from their phone; leads do at their site. */
const deskCarriers: readonly Role[] = ['planner', 'operations-manager', 'admin'];

export function createWaitingFiles({ db, clock, ledger, live }: WaitingFilesGround): WaitingFiles {
  return {
    requireCarrier(identity) {
      const actor = actorOfIdentity(identity);
      const now = clock.now();
      if (atDesk(actor, now) || actor.memberships.some(({ scope }) => leads(actor, scope, now))) return;
      throw new ApiError('not-allowed', 'Leads bring in files of their site, planners, operations managers and admins those of all sites: give it to one of them.');
    },

    async bring(identity, text, take) {
      const file = await readWaitingFile(text, sha256);
      if (typeof file === 'string') throw new ApiError(faults[file].reason, faults[file].message);
      const { organization } = identity;
      if (file.head.organization.id !== organization.id) {
        throw new ApiError('other-organization', 'This file is of another organization: give it to a lead there.');
      }
      const author = await personNamed(db, organization.id, file.head.person.id);
      if (!author) throw new ApiError('author-unknown', 'Nobody here is the person whose file this is: ask an admin.');
      const carrier = actorOfIdentity(identity);
      const reported = (outcomes: readonly CarriedOutcome[]): WaitingFileReport => reportOf({ ...file.head.person, name: author.name.value }, file, outcomes, take);
      const outcomes = await carry(file, carrier, identity, !take, (told) => actOf(identity, file, reported(told)));
      if (take && outcomes.some(({ isNew }) => isNew)) {
        // Its author's phone asks what became of it when it hears of its own scope.
        live.publish({ organization: organization.id, scopes: [`person:${file.head.person.id}`], tallyOnly: [], buckets: [], facts: [], at: clock.now() });
      }
      return reported(outcomes);
    },
  };

  function actOf({ person }: Identity, { head, sha256: name }: WaitingFile, { counts }: WaitingFileReport): AuditLine {
    const { applied, waiting, superseded, quarantined, there } = counts;
    return {
      at: clock.now(), person: person.id, action: 'waiting-file-taken', target: head.device,
      detail: { author: head.person.id, file: name, applied, waiting, superseded, quarantined, there },
    };
  }

  async function carry(
    { head, facts, sha256: name }: WaitingFile, carrier: Actor, { organization }: Identity, trial: boolean, actOf: Carrying['actOf'],
  ): Promise<readonly CarriedOutcome[]> {
    const now = clock.now();
    const actor = await actorOf(db, organization.id, head.person.id);
    // What names no scope is judged by where the phone works.
    const carries = (scope: string | undefined): boolean => {
      if (atDesk(carrier, now)) return true;
      const place = scope ?? (head.site && `site:${head.site.id}`);
      return place !== undefined && leads(carrier, place as ScopeKey, now);
    };
    const standing = carrier.memberships.filter(({ from, until }) => from <= now && (until === undefined || now < until));
    const carrying = { device: head.device, facts, carrier: { ...carrier, memberships: standing }, carries, file: name, actOf };
    return ledger.carry({ organization: organization.id, actor }, carrying, trial).catch((error: unknown) => {
      if (error instanceof SyncError && error.reason === 'cloned') {
        throw new ApiError('conflict', 'The phone of this file is known as somebody else\'s: the file was changed. Let the phone send its entries itself.', error);
      }
      throw error;
    });
  }
}

const faults = {
  'not-ours': { reason: 'not-our-file', message: 'This is no file of waiting entries: choose the one that the phone exported.' },
  newer: { reason: 'newer-file', message: 'A newer version of the app wrote this file: update the server, then bring it in.' },
  'head-damaged': { reason: 'damaged-file', message: 'The beginning of the file has changed on the way, so nobody can tell whose it is: export it again on the phone.' },
  'too-many': { reason: 'too-large', message: `A file has at most ${FACTS_PER_FILE} entries: export again on the phone, which writes several files.` },
} as const satisfies Record<WaitingFileFault, { readonly reason: ApiReason; readonly message: string }>;

function atDesk(actor: Actor, now: number): boolean {
  return holds(actor, deskCarriers, 'desk', now);
}

function leads(actor: Actor, scope: ScopeKey, now: number): boolean {
  return scope.startsWith('site:') && actor.memberships.some((membership) => membership.scope === scope && membership.role === 'lead' && membership.from <= now && (membership.until === undefined || now < membership.until));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

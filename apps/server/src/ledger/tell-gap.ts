import type { LedgerGap } from '@fieldloop/sync/server';
import type { Logger } from 'pino';
import type { Database } from '../db/client.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { Notice } from '../delivery/notice.ts';
import { derivedId } from '../ids.ts';
import { deskRoles } from '../api/context.ts';
import type { LiveBus } from '../live/live-bus.ts';
import { allMemberships, personNamed } from '../people/membership-records.ts';

export interface GapGround {
  readonly db: Database;
  readonly delivery: Delivery;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Says at the desk that the ledger lacks what it had acknowledged: once in each epoch that it seems to be a backup, and
 * once for each phone that cannot fill what is missing. A phone that the ledger has met in this epoch only may be one that
 * the backup is too old to know, or made up: of all such, each person is told of once.
 */
export async function tellGap({ db, delivery, live, now, log }: GapGround, gap: LedgerGap): Promise<void> {
  const { organization, epoch, device, lost, lastSeq } = gap;
  log.error({ organization, device, lost, lastSeq }, lost > 0 ? 'facts are lost to a restore' : 'the ledger is behind a phone');
  const at = now();
  const memberships = await allMemberships(db, organization);
  const roles: readonly string[] = deskRoles;
  const held = memberships.filter(({ scope, role, from, until }) => scope === 'desk' && roles.includes(role) && from <= at && (until === undefined || at < until));
  const people = [...new Set(held.map((each) => each.person))];
  const person = (await personNamed(db, organization, gap.person))?.name.value ?? gap.person;
  const about = lost === 0 ? 'behind' : `lost:${(await isOlderThanEpoch(db, gap)) ? device : gap.person}`;
  const notice: Notice = {
    id: derivedId(epoch, about), kind: lost > 0 ? 'facts-lost' : 'ledger-behind', severity: 'critical',
    params: { person, count: lost }, navigate: '/desk/now', at, day: new Date(at).toISOString().slice(0, 10), topic: about,
  };
  await delivery.tell(notice, { organization, people, bots: false, outside: true });
  live.publish({ organization, at, scopes: people.map((each) => `person:${each}` as const), tallyOnly: [], buckets: [], facts: [] });
}

async function isOlderThanEpoch({ pool }: Database, { organization, device }: LedgerGap): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from device where organization_id = $1 and device = $2 and first_seen_at <
       (select max(at) from audit_entry where organization_id = $1 and action = 'epoch-renewed')`,
    [organization, device],
  );
  return rowCount === 1;
}

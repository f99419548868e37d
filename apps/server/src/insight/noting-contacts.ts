import type { Ledger } from '@fieldloop/sync/server';
import type pg from 'pg';

/** Often enough for quarters, seldom enough not to cost a pull anything. */
const noteEveryMs = 5_000;

/**
 * The ledger, which also remembers when a device last read from it: a phone sends what it has before it reads, so one
 * that has nothing to send is up to date all the same.
 */
export function notingContacts(ledger: Ledger, pool: pg.Pool, now: () => number): Ledger {
  const noted = new Map<string, number>();
  return {
    ...ledger,
    async pull(caller, request) {
      const answer = await ledger.pull(caller, request);
      const at = now();
      const key = `${caller.organization}/${request.device}`;
      if (Math.abs(at - (noted.get(key) ?? -Infinity)) >= noteEveryMs) {
        noted.set(key, at);
        await pool.query(
          `INSERT INTO device_contact (organization_id, device, at) VALUES ($1, $2, $3)
           ON CONFLICT (organization_id, device) DO UPDATE SET at = greatest(device_contact.at, excluded.at)`,
          [caller.organization, request.device, at],
        );
      }
      return answer;
    },
  };
}

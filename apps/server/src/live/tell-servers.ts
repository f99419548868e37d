import type { LedgerChange } from '@fieldloop/sync/server';
import type pg from 'pg';
import { gather, hintChannel, messagesOf, type Gathered } from './hint-message.ts';

/** Tells the other servers of this database what changed. */
export interface ServerTeller {
  /** Outside of any transaction; returns at once. What comes close together becomes one message. */
  tell(change: LedgerChange): void;
  /** Sends what is left, without trying again, and ends. */
  finish(): Promise<void>;
}

/** The first change leaves at once, those within this time after it together. */
const gatherMs = 25;
const retryMs = 1_000;

/** A message that cannot be sent is tried again, and joined by what comes meanwhile; it is lost with the process. */
export function createServerTeller(pool: pg.Pool, self: string, failed: (error: unknown) => void): ServerTeller {
  let gathered: Gathered = new Map();
  let sending: Promise<void> | undefined;
  let finishing = false;

  async function send(): Promise<void> {
    while (gathered.size > 0) {
      const now = gathered;
      gathered = new Map();
      try {
        // A hint need not outlive a crash, so its commit does not wait for the disk.
        await pool.query(
          `select set_config('synchronous_commit', 'off', true), pg_notify($1, message) from unnest($2::text[]) as message`,
          [hintChannel, messagesOf(now, self)],
        );
        await pause(gatherMs);
      } catch (error) {
        failed(error);
        if (finishing) return;
        for (const [organization, about] of gathered) addTo(now, organization, about);
        gathered = now;
        await pause(retryMs);
      }
    }
  }

  function begin(): void {
    if (sending || gathered.size === 0) return;
    sending = send().finally(() => {
      sending = undefined;
      if (!finishing) begin();
    });
  }

  return {
    tell(change) {
      gather(gathered, change);
      begin();
    },
    async finish() {
      finishing = true;
      await sending;
    },
  };
}

function addTo(gathered: Gathered, organization: string, about: NonNullable<ReturnType<Gathered['get']>>): void {
  const before = gathered.get(organization);
  if (!before) gathered.set(organization, about);
  else for (const part of ['records', 'tallies', 'names'] as const) for (const each of about[part]) (before[part] as Set<string>).add(each);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

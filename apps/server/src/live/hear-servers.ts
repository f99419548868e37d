import type { ScopeKey } from '@fieldloop/domain/fact';
import pg from 'pg';
import { changeOf, hintChannel } from './hint-message.ts';
import type { LiveBus } from './live-bus.ts';

export interface Hearing {
  readonly databaseUrl: string;
  readonly pool: pg.Pool;
  readonly live: LiveBus;
  readonly self: string;
  readonly now: () => number;
  /** The connection was lost or could not be made; it is made again. */
  readonly lost: (error: unknown) => void;
}

/** How the connection shows among the database's. */
export const listenerName = 'fieldloop hints';

const firstRetryMs = 250;
const lastRetryMs = 10_000;
/** A connection that says nothing may be dead: it is asked this often. */
const askMs = 30_000;

/**
 * Listens to what other servers (and imports) say has changed, on a connection of its own. A lost connection is made
 * again; whoever waits here then reads once, because messages may have been missed. Returns how to stop.
 */
export function hearServers(hearing: Hearing): () => Promise<void> {
  const { live, self, now } = hearing;
  const stopping = new AbortController();
  let client: pg.Client | undefined;
  let attempt = 0;

  async function keep(): Promise<void> {
    for (let before = false; !stopping.signal.aborted; before = true) {
      try {
        await listen(before);
      } catch (error) {
        if (!stopping.signal.aborted) hearing.lost(error);
      }
      if (!stopping.signal.aborted) await pause(Math.min(firstRetryMs * 2 ** attempt++, lastRetryMs), stopping.signal);
    }
  }

  /** Resolves or rejects when the connection has ended. */
  async function listen(again: boolean): Promise<void> {
    const current = new pg.Client({ connectionString: hearing.databaseUrl, application_name: listenerName, keepAlive: true, connectionTimeoutMillis: 10_000 });
    client = current;
    const ended = new Promise<void>((resolve, reject) => {
      current.once('end', resolve);
      current.on('error', reject);
    });
    ended.catch(() => undefined); // also awaited below, once connected
    current.on('notification', ({ payload = '' }) => {
      const change = changeOf(payload, self, now());
      if (change) live.relay(change);
    });
    const asking = setInterval(() => void current.query('select 1').catch((error: Error) => current.emit('error', error)), askMs);
    try {
      await current.connect();
      if (stopping.signal.aborted) return;
      await current.query(`listen ${hintChannel}`);
      attempt = 0;
      if (again) await tellEverybody(hearing);
      await ended;
    } finally {
      clearInterval(asking);
      await current.end().catch(() => undefined); // it is gone already, which is what we want
    }
  }

  const running = keep();
  return async () => {
    stopping.abort();
    await client?.end().catch(() => undefined);
    await running;
  };
}

/** Whatever was said while nobody listened: everybody looks at all of their scopes. */
async function tellEverybody({ live, pool, now }: Hearing): Promise<void> {
  for (const organization of live.awaited()) {
    const { rows } = await pool.query<{ scope: ScopeKey }>('select scope from scope where organization_id = $1', [organization]);
    live.relay({ organization, at: now(), scopes: rows.map(({ scope }) => scope), tallyOnly: [], buckets: [], facts: [] });
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

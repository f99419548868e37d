import { PgBoss } from 'pg-boss';
import type pg from 'pg';
import type { Target } from './outbox.ts';

/** Wakes the sender of a target, now or later, on whichever server is free; one at a time per target. */
export interface SendsQueue {
  wake(targets: readonly Target[], afterMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface SendsQueueSettings {
  readonly pool: pg.Pool;
  readonly work: (target: Target) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * pg-boss in its own schema. `stately` allows one waiting and one active job per key: a wake that comes while a
 * target is being sent to waits, so none is lost, and two servers never send to one target at once.
 */
export async function startSendsQueue({ pool, work, onError }: SendsQueueSettings): Promise<SendsQueue> {
  const boss = new PgBoss({
    schema: 'sends',
    schedule: false,
    // A server that was killed leaves its job running; its missing heartbeat frees the target within a minute.
    superviseIntervalSeconds: 20,
    monitorIntervalSeconds: 20,
    db: { executeSql: async (text, values) => ({ rows: rowsOf(await pool.query(text, values as unknown[])) }) },
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(queueName, {
    policy: 'stately', retryLimit: 1_000, retryDelay: 2, retryBackoff: true, retryDelayMax: 300, expireInSeconds: 900, heartbeatSeconds: 20,
  });
  const worker = await boss.work<Target>(
    queueName,
    { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: 4 },
    async (jobs) => {
      for (const job of jobs) await work(job.data);
    },
  );
  return {
    async wake(targets, afterMs = 0) {
      for (const { organization, target } of targets) {
        await boss.send(queueName, { organization, target }, {
          singletonKey: `${organization}/${target}`,
          ...(afterMs > 0 ? { startAfter: new Date(Date.now() + afterMs) } : {}),
        });
      }
      if (afterMs === 0 && targets.length > 0) boss.notifyWorker(worker);
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

const queueName = 'targets';

/** Some of the queue's texts hold several statements, for which the driver answers with a list of results. */
function rowsOf(result: pg.QueryResult | readonly pg.QueryResult[]): unknown[] {
  return 'rows' in result ? result.rows : result.flatMap(({ rows }) => rows as unknown[]);
}

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replay } from '../../simulation/replay.ts';
import type { Replay } from '../../simulation/replay-worker.ts';
import { readTrace } from '../../simulation/saved-trace.ts';
import { startTestDatabase } from '../test-database.ts';

const traces = resolve(import.meta.dirname, '../../simulation/traces');

/** Plays a trace over one kind of store; over PostgreSQL in a database of its own. */
async function play(path: string, store: Replay['store'], withBug: boolean) {
  if (store !== 'postgres') return replay({ path, store, withBug });
  const database = await startTestDatabase();
  try {
    return await replay({ path, store, withBug, databaseUrl: database.url });
  } finally {
    await database.stop();
  }
}

describe.each(readdirSync(traces))('the saved trace %s', (file) => {
  const path = join(traces, file);
  const law = (violation: string | undefined) => violation?.slice(0, violation.indexOf(':'));
  const { violations: [broken] } = readTrace(path);

  it.each(['memory', 'dexie', 'postgres'] as const)('breaks its law over %s with the bug, and none without', { timeout: 120_000 }, async (store) => {
    const withBug = await play(path, store, true);
    expect(law(withBug.violations[0])).toBe(law(broken));
    const without = await play(path, store, false);
    expect(without.violations).toEqual([]);
    expect(without.facts).toBeGreaterThan(20);
    expect(without.faults).toBeGreaterThan(5);
  });
});

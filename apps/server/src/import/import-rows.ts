import type { Actor } from '@fieldloop/domain/fact';
import { FACTS_PER_PUSH } from '@fieldloop/sync/protocol';
import type { Ledger } from '@fieldloop/sync/server';
import { countFact, importDevice } from './count-facts.ts';
import type { CountRow } from './count-row.ts';
import { ImportError } from './import-error.ts';

export interface ImportTarget {
  readonly ledger: Ledger;
  /** What the ledger has under these ids. */
  readonly payloads: (ids: readonly string[]) => Promise<ReadonlyMap<string, unknown>>;
  readonly organization: string;
  readonly site: string;
}

export interface ImportSteps {
  /** Rows done so far. */
  readonly progress: (done: number) => void;
  /** Stops between two batches; what was sent stays, and the next run goes on from there. */
  readonly signal?: AbortSignal | undefined;
}

export interface Imported {
  readonly added: number;
  /** In the ledger before. */
  readonly known: number;
  /** Of those, what says another count now. The ledger keeps the first one: facts never change, corrections are facts. */
  readonly different: readonly Difference[];
}

export interface Difference {
  readonly line: number;
  readonly before: number;
  readonly now: number;
}

/**
 * Sends rows through the ledger in batches, each whole or not at all.
 * @throws ImportError `stopped`, or `refused` when the ledger takes a row for wrong
 */
export async function importRows(target: ImportTarget, rows: readonly CountRow[], { progress, signal }: ImportSteps): Promise<Imported> {
  const { ledger, organization, site, payloads } = target;
  const different: Difference[] = [];
  const actor: Actor = { kind: 'key', person: 'import', device: importDevice(organization), memberships: [] };
  let [added, known] = [0, 0];
  for (let start = 0; start < rows.length; start += FACTS_PER_PUSH) {
    if (signal?.aborted) throw new ImportError('stopped', `Stopped after ${start} of ${rows.length} rows; run it again to go on.`);
    const batch = rows.slice(start, start + FACTS_PER_PUSH);
    const outcomes = await ledger.append({ organization, actor }, batch.map((row) => countFact(site, row)));
    const again = new Map<string, CountRow>();
    outcomes.forEach(({ id, state, reason }, index) => {
      const row = batch[index];
      if (state === 'applied') added += 1;
      else if (state === 'duplicate' && row) again.set(id, row);
      else throw new ImportError('refused', `Line ${row?.line ?? '?'} was ${state} by the ledger (${reason ?? 'no reason'}); ${added} rows before it are in.`);
    });
    known += again.size;
    if (again.size > 0) different.push(...differences(await payloads([...again.keys()]), again));
    progress(start + batch.length);
  }
  return { added, known, different };
}

function differences(kept: ReadonlyMap<string, unknown>, rows: ReadonlyMap<string, CountRow>): Difference[] {
  return [...rows].flatMap(([id, { line, count }]) => {
    const before = (kept.get(id) as { readonly count?: number } | undefined)?.count ?? count;
    return before === count ? [] : [{ line, before, now: count }];
  });
}

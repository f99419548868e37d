import type { Actor } from '@fieldloop/domain/fact';
import { FACTS_PER_PUSH } from '@fieldloop/sync/protocol';
import type { Ledger } from '@fieldloop/sync/server';
import { countFact, importDevice } from './count-facts.ts';
import type { CountRow } from './count-row.ts';
import { ImportError } from './import-error.ts';

export interface ImportTarget {
  readonly ledger: Ledger;
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
}

/**
 * Sends rows through the ledger in batches, each whole or not at all.
 * @throws ImportError `stopped`, or `refused` when the ledger takes a row for wrong
 */
export async function importRows(target: ImportTarget, rows: readonly CountRow[], { progress, signal }: ImportSteps): Promise<Imported> {
  const { ledger, organization, site } = target;
  const actor: Actor = { kind: 'key', person: 'import', device: importDevice(organization), memberships: [] };
  let [added, known] = [0, 0];
  for (let start = 0; start < rows.length; start += FACTS_PER_PUSH) {
    if (signal?.aborted) throw new ImportError('stopped', `Stopped after ${start} of ${rows.length} rows; run it again to go on.`);
    const batch = rows.slice(start, start + FACTS_PER_PUSH);
    const outcomes = await ledger.append({ organization, actor }, batch.map((row) => countFact(site, row)));
    outcomes.forEach(({ state, reason }, index) => {
      if (state === 'applied') added += 1;
      else if (state === 'duplicate') known += 1;
      else {
        throw new ImportError('refused', `Line ${batch[index]?.line ?? '?'} was ${state} by the ledger (${reason ?? 'no reason'}); ${added} rows before it are in.`);
      }
    });
    progress(start + batch.length);
  }
  return { added, known };
}

import { SyncError } from '../protocol/sync-error.ts';
import { setAside, type CarriedFact } from './carry.ts';
import { UnstorableError } from './ports.ts';

/** Halves that are tried before the rest is set aside as it is. */
const TRIALS = 200;

/**
 * The same facts with those set aside that make the whole fail, found by halving. Rejects with `failure` when it is not
 * the facts: trouble that passes, or that nothing at all meets as well.
 * @param tried what would come of some of them; keeps nothing
 */
export async function withoutPoison(
  facts: readonly CarriedFact[], tried: (facts: readonly CarriedFact[]) => Promise<unknown>, failure: unknown,
): Promise<readonly CarriedFact[]> {
  if (failure instanceof SyncError && failure.reason !== 'failed') throw failure;
  await tried([]);
  const poison = new Map<number, 'parked' | 'unstorable'>();
  let trials = 0;

  async function search(part: readonly CarriedFact[]): Promise<void> {
    const found = trials < TRIALS ? await failureOf(part) : failure;
    if (found === undefined) return;
    if (part.length === 1 || trials >= TRIALS) {
      for (const { seq } of part) poison.set(seq, found instanceof UnstorableError ? 'unstorable' : 'parked');
      return;
    }
    const middle = part.length >> 1;
    await search(part.slice(0, middle));
    await search(part.slice(middle));
  }

  async function failureOf(part: readonly CarriedFact[]): Promise<unknown> {
    trials += 1;
    try {
      await tried(part);
      return undefined;
    } catch (error) {
      if (error instanceof SyncError && error.reason !== 'failed') throw error;
      return error;
    }
  }

  await search(facts);
  if (poison.size === 0) throw failure;
  return facts.map((fact) => {
    const reason = poison.get(fact.seq);
    return reason ? setAside(fact, reason) : fact;
  });
}

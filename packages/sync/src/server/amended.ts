import type { Amended } from '@fieldloop/domain/define-record';
import { readPayload } from '../folding/read-payload.ts';
import type { JudgedFact } from './batch.ts';
import type { LedgerDomain } from './ledger-api.ts';
import { decodeStamp } from '../protocol/stamp.ts';
import { uuidPattern } from '../protocol/uuid.ts';
import type { LedgerFact, LedgerWrite } from './ports.ts';

/** Facts of before that those of a batch may amend. */
export interface AmendedFacts {
  /** What one of the batch amends: of before, and of the batch so far. */
  of(fact: JudgedFact, earlier: Iterable<LedgerFact>): readonly Amended[];
}

/** Reads what a batch amends: all facts that are named in one statement, and each span once. */
export async function readAmended(domain: LedgerDomain, transaction: LedgerWrite, judged: readonly JudgedFact[]): Promise<AmendedFacts> {
  const ids = new Set<string>();
  const spans = new Map<string, Promise<readonly LedgerFact[]>>();
  for (const { definition, fact } of judged) {
    const amends = definition.amends?.(fact.payload);
    if (!amends) continue;
    if ('fact' in amends) {
      if (uuidPattern.test(amends.fact)) ids.add(amends.fact);
      continue;
    }
    const key = `${fact.scope} ${amends.from} ${amends.until}`;
    if (!spans.has(key)) spans.set(key, transaction.factsBetween(fact.scope, amends.from, amends.until));
  }
  const found = new Map<string, LedgerFact>();
  for (const stored of [ids.size > 0 ? transaction.facts([...ids]) : [], ...spans.values()]) {
    for (const each of await stored) found.set(each.fact.id, each);
  }
  return {
    of({ definition, fact, author, ownOnly }, earlier) {
      const amends = definition.amends?.(fact.payload);
      if (!amends) return [];
      return [...found.values(), ...earlier].filter((each) =>
        each.state === 'applied' && each.fact.scope === fact.scope &&
        ('fact' in amends
          ? each.fact.id === amends.fact
          // Anybody can write any id into a stamp: what others say to have counted there is not one's own.
          : writtenOn(each) === amends.device && (!ownOnly || each.author === author) && each.correctedAt >= amends.from && each.correctedAt < amends.until),
      ).map((each) => amendedOf(domain, each));
    },
  };
}

function amendedOf(domain: LedgerDomain, stored: LedgerFact): Amended {
  const { fact, author, correctedAt } = stored;
  const definition = domain.facts.get(fact.name);
  const read = definition && readPayload(definition, fact);
  const counted = read?.fact ? (definition?.counts?.(read.fact.payload, read.fact) ?? []) : [];
  const amends = read?.fact && definition?.amends?.(read.fact.payload);
  return { device: writtenOn(stored), author, amends: amends && ('device' in amends ? 'span' : 'fact'), counted: counted.map((increment) => ({ ...increment, at: increment.at ?? correctedAt })) };
}

/** The id that its device had when it was written: after a restore or a copy it may have been sent under a later one. */
function writtenOn({ fact, device }: LedgerFact): string {
  return decodeStamp(fact.stamp)?.device ?? device;
}

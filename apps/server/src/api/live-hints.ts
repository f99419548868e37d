import { reads, type Actor, type ScopeKey } from '@fieldloop/domain/fact';
import { TALLY_HINT_MS, type LiveHint } from '@fieldloop/sync/protocol';
import type { LedgerChange } from '@fieldloop/sync/server';
import type { SignedInContext } from './context.ts';

/** Facts after which a person may read other scopes than before. */
const changesAccess = new Set(['membership-granted', 'membership-ended']);

/**
 * What this person should pull, as it happens, until `signal` ends it. The first hint comes at once and names nothing:
 * it says that the stream is open. Hints that come faster than they are taken become one.
 */
export async function* liveHints(context: SignedInContext, signal: AbortSignal): AsyncGenerator<LiveHint, void> {
  const { clock, live, organization, people, identity } = context;
  let actor: Actor = context.actor;
  let sent = 0;
  let lastTallyOnly = 0;
  let heldBack: NodeJS.Timeout | undefined;
  const records = new Set<ScopeKey>();
  const tallies = new Set<ScopeKey>();
  let wake: () => void = () => undefined;

  function collect(change: LedgerChange): void {
    const tallyOnly = new Set(change.tallyOnly);
    for (const scope of change.scopes) {
      if (tallyOnly.has(scope)) tallies.add(scope);
      else records.add(scope);
    }
    if (!change.facts.some(({ name }) => changesAccess.has(name))) return wake();
    people.actor(organization.id, identity.person.id).then(
      (now) => {
        actor = now;
        wake();
      },
      (error: unknown) => context.log.error({ error }, 'memberships could not be read again'),
    );
  }

  const stop = live.subscribe(organization.id, collect);
  const ended = (): void => wake();
  signal.addEventListener('abort', ended, { once: true });
  const hint = (scopes: Iterable<ScopeKey>): LiveHint => ({
    id: `${clock.now()}-${(sent += 1)}`,
    kind: 'hint',
    scopes: [...scopes].filter((scope) => reads(actor, scope, clock.now())),
  });
  try {
    yield hint([]);
    while (!signal.aborted) {
      if (records.size > 0) {
        const next = hint(new Set([...records, ...tallies]));
        records.clear();
        tallies.clear();
        if (next.scopes.length > 0) yield next;
        continue;
      }
      const wait = lastTallyOnly + TALLY_HINT_MS - performance.now();
      if (tallies.size > 0 && wait <= 0) {
        const next = hint(tallies);
        tallies.clear();
        lastTallyOnly = performance.now();
        if (next.scopes.length > 0) yield { ...next, tallies: true };
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (tallies.size > 0) heldBack = setTimeout(resolve, wait);
      });
      clearTimeout(heldBack);
    }
  } finally {
    clearTimeout(heldBack);
    signal.removeEventListener('abort', ended);
    stop();
  }
}

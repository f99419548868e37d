import { reads, type Actor, type ScopeKey } from '@fieldloop/domain/fact';
import { TALLY_HINT_MS, type LiveHint } from '@fieldloop/sync/protocol';
import type { LedgerChange } from '@fieldloop/sync/server';

/** What a feed of hints stands on. */
export interface HintFeed {
  readonly actor: Actor;
  readonly now: () => number;
  /** The same person with the memberships of now, after a fact that may have changed them. */
  readonly actorAnew: () => Promise<Actor>;
  readonly failed: (error: unknown) => void;
  /** Sends one event; `false`: the connection is full, `drained` will be called. */
  readonly send: (event: string) => boolean;
}

export interface OpenHintFeed {
  readonly changed: (change: LedgerChange) => void;
  readonly drained: () => void;
  readonly close: () => void;
}

/** Facts after which a person may read other scopes than before. */
const changesAccess = new Set(['membership-granted', 'membership-ended']);

/**
 * Tells one person what to pull, at once while the connection takes it; what comes faster becomes one hint.
 * The first hint names nothing: it says that the stream is open.
 */
export function openHintFeed(feed: HintFeed): OpenHintFeed {
  let { actor } = feed;
  let closed = false;
  let full = false;
  let rereading = 0;
  let lastTallyOnly = Number.NEGATIVE_INFINITY;
  let heldBack: NodeJS.Timeout | undefined;
  const records = new Set<ScopeKey>();
  const tallies = new Set<ScopeKey>();

  function flush(): void {
    if (closed || full || rereading > 0) return;
    if (records.size > 0) {
      for (const scope of tallies) records.add(scope);
      tell(visible(records), false);
      records.clear();
      tallies.clear();
    } else if (tallies.size > 0 && heldBack === undefined) {
      const wait = lastTallyOnly + TALLY_HINT_MS - performance.now();
      if (wait > 0) {
        heldBack = setTimeout(() => {
          heldBack = undefined;
          flush();
        }, wait);
        return;
      }
      lastTallyOnly = performance.now();
      tell(visible(tallies), true);
      tallies.clear();
    }
  }

  function visible(scopes: Iterable<ScopeKey>): ScopeKey[] {
    const now = feed.now();
    return [...scopes].filter((scope) => reads(actor, scope, now));
  }

  function tell(scopes: readonly ScopeKey[], talliesOnly: boolean): void {
    if (scopes.length > 0) full = !feed.send(hintEvent(scopes, talliesOnly, feed.now()));
  }

  async function readAccessAnew(): Promise<void> {
    rereading += 1;
    try {
      actor = await feed.actorAnew();
    } catch (error) {
      feed.failed(error);
    } finally {
      rereading -= 1;
    }
    flush();
  }

  full = !feed.send(hintEvent([], false, feed.now()));
  return {
    changed(change) {
      const tallyOnly = new Set(change.tallyOnly);
      for (const scope of change.scopes) (tallyOnly.has(scope) ? tallies : records).add(scope);
      if (change.facts.some(({ name }) => changesAccess.has(name))) void readAccessAnew();
      else flush();
    },
    drained() {
      full = false;
      flush();
    },
    close() {
      closed = true;
      clearTimeout(heldBack);
    },
  };
}

let lastEvent: { readonly key: string; readonly text: string } | undefined;
let sent = 0;

/** Most hints go to many people at once: the same scopes in the same millisecond are one text, and one id. */
function hintEvent(scopes: readonly ScopeKey[], talliesOnly: boolean, now: number): string {
  const key = `${now} ${talliesOnly} ${scopes.join(' ')}`;
  if (lastEvent?.key !== key) {
    const id = `${now}-${(sent += 1)}`;
    const hint: LiveHint = { id, kind: 'hint', scopes: [...scopes], ...(talliesOnly ? { tallies: true } : {}) };
    lastEvent = { key, text: `id: ${id}\ndata: ${JSON.stringify(hint)}\n\n` };
  }
  return lastEvent.text;
}

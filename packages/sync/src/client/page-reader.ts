import type { PullRequest, PullResponse } from '../protocol/pull.ts';
import type { Clock, Network } from './ports.ts';
import { timed, type Timed } from './server-time.ts';

/** An answer to a pull. */
export type PulledPage = Timed<PullResponse>;

/** Asks for pages, the next one while one is applied. */
export interface PageReader {
  /** Answers this request; with what was asked for ahead, if that is the very same request. Rejects with `SyncError`. */
  read(request: PullRequest): Promise<PulledPage>;
  /** Asks for a page that will probably be read next. */
  ahead(request: PullRequest): void;
  /** Drops what was asked for ahead; resolves when it is answered. */
  stop(): Promise<void>;
}

/**
 * One page ahead is kept at most. It is an answer that took its time, and nothing else: whatever changed meanwhile that a
 * request would tell (position, epoch, device, what is settled), makes another request, and the early answer is dropped.
 */
export function openPageReader({ network, clock }: { readonly network: Pick<Network, 'pull'>; readonly clock: Clock }): PageReader {
  let early: { readonly frame: string; readonly answer: Promise<{ page: PulledPage } | { error: unknown }> } | undefined;

  const ask = (request: PullRequest): Promise<PulledPage> => timed(clock, () => network.pull(request));

  return {
    async read(request) {
      const taken = early;
      early = undefined;
      if (taken?.frame !== JSON.stringify(request)) return ask(request);
      const answer = await taken.answer;
      if ('error' in answer) throw answer.error;
      return answer.page;
    },
    ahead(request) {
      early = { frame: JSON.stringify(request), answer: ask(request).then((page) => ({ page }), (error: unknown) => ({ error })) };
    },
    async stop() {
      const dropped = early;
      early = undefined;
      await dropped?.answer;
    },
  };
}

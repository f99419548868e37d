import type { Network } from '@fieldloop/sync/client';
import type { App } from '../../app.ts';
import type { CastId } from '../story/cast.ts';

/** One person's way to a server in the same process: the ledger's own push and pull, with what the person may do. */
export function networkInProcess(app: App, organization: string, who: CastId): Network {
  // Nobody's membership changes in the story, so it is read once.
  const caller = app.people.actor(organization, who).then((actor) => ({ organization, actor }));
  return {
    push: async (request) => app.ledger.push(await caller, request),
    pull: async (request) => app.ledger.pull(await caller, request),
  };
}

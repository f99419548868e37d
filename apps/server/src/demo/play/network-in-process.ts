import type { Network } from '@fieldloop/sync/client';
import type { App } from '../../app.ts';
import type { CastId } from '../story/cast.ts';

/** One person's way to a server in the same process: the ledger's own push and pull, with what the person may do by then. */
export function networkInProcess(app: App, organization: string, who: CastId): Network {
  const caller = async () => ({ organization, actor: await app.people.actor(organization, who) });
  return {
    push: async (request) => app.ledger.push(await caller(), request),
    pull: async (request) => app.ledger.pull(await caller(), request),
  };
}
